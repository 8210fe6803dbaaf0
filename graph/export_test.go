package graph

// CheckShape is for the fuzz test.
var CheckShape = checkShape
