# Nothing: what an import costs at least.
