"""The tags that the portal's templates use."""
