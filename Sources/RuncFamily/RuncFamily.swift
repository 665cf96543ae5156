// The module RuncFamily: see CONTRIBUTING.md, "Layers".
