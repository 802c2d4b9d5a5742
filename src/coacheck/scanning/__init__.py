"""Many reports: find them, read each in a worker process of its own, compare them, go on after an interruption."""
