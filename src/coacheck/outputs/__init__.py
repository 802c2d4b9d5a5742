"""Reports and verdicts as text and JSON. Outputs read the models and nothing else.

Import the module you need: `json` must not pay for rich, nor text for anything but rich.
"""
