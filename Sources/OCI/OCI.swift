// The module OCI: see CONTRIBUTING.md, "Layers".
