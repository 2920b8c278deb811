"""The portal: pages for the public, the partners and the desk, in six languages."""
