package hub

// GrowthSector is one of the eight sectors that the national industrial strategy wants to grow. People tag employers with them: no
// SIC code says that a firm is in one.
type GrowthSector string

// The eight growth sectors.
const (
	GrowthAdvancedManufacturing GrowthSector = "ADVANCED_MANUFACTURING"
	GrowthCleanEnergy           GrowthSector = "CLEAN_ENERGY"
	GrowthCreative              GrowthSector = "CREATIVE"
	GrowthDefence               GrowthSector = "DEFENCE"
	GrowthDigital               GrowthSector = "DIGITAL"
	GrowthFinancialServices     GrowthSector = "FINANCIAL_SERVICES"
	GrowthLifeSciences          GrowthSector = "LIFE_SCIENCES"
	GrowthProfessionalServices  GrowthSector = "PROFESSIONAL_SERVICES"
)

// growthSectors are what people call them.
var growthSectors = map[GrowthSector]string{
	GrowthAdvancedManufacturing: "Advanced Manufacturing",
	GrowthCleanEnergy:           "Clean Energy Industries",
	GrowthCreative:              "Creative Industries",
	GrowthDefence:               "Defence",
	GrowthDigital:               "Digital and Technologies",
	GrowthFinancialServices:     "Financial Services",
	GrowthLifeSciences:          "Life Sciences",
	GrowthProfessionalServices:  "Professional and Business Services",
}

// Words is what people call the sector.
func (s GrowthSector) Words() string { return growthSectors[s] }
