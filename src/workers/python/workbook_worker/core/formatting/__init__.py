"""Values as mime bundles."""
