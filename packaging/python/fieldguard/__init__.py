"""Fieldguard's command line, with the Node.js that it runs on."""
