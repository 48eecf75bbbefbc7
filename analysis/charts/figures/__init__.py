"""The charts, one module each: the module, the chart and its files bear one name, its key."""
