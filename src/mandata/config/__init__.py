"""How the web application and the register are put together and set."""
