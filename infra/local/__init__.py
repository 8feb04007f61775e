"""The local AWS: starts it, deploys template.yaml to it, seeds it. `python -m infra.local --help`."""
