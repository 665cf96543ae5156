// The module TTRPC: see CONTRIBUTING.md, "Layers".
