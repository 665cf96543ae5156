// The module Facets: see CONTRIBUTING.md, "Layers".
