"""The five made-up services that the sites of the demo web embed, one module each."""
