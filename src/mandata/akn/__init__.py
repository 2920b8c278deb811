"""The room that writes documents as Akoma Ntoso (profile of the United Nations) and reads them back."""
