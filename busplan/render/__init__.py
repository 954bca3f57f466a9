"""Everything people see, made from a plan: pure functions from values to text or bytes."""
