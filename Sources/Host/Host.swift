// The module Host: see CONTRIBUTING.md, "Layers".
