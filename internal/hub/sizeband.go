package hub

// SizeBand is an employer's size by the number of people it employs, all sites together.
type SizeBand string

const (
	// SizeMicro is 0 to 9 people.
	SizeMicro SizeBand = "MICRO"
	// SizeSmall is 10 to 49.
	SizeSmall SizeBand = "SMALL"
	// SizeMedium is 50 to 249.
	SizeMedium SizeBand = "MEDIUM"
	// SizeLarge is 250 and more.
	SizeLarge SizeBand = "LARGE"
)

// SizeBandOf is the band of an employer with headcount people.
func SizeBandOf(headcount int) SizeBand {
	switch {
	case headcount < 10:
		return SizeMicro
	case headcount < 50:
		return SizeSmall
	case headcount < 250:
		return SizeMedium
	default:
		return SizeLarge
	}
}
