package demo

import (
	"strconv"

	"employerhub/internal/hub"
)

// home is a place where companies have their registered office.
type home struct {
	share     int // of 200 companies
	town      string
	county    string
	districts []string
	estates   []string
}

func (h home) street(d *dice) string {
	number := strconv.Itoa(1 + d.roll(180))
	if len(h.estates) > 0 && d.chance(40) {
		return "UNIT " + strconv.Itoa(1+d.roll(40))
	}
	return number + " " + pick(d, streets) + " " + pick(d, []string{"ROAD", "ROAD", "STREET", "LANE", "WAY", "CLOSE", "AVENUE"})
}

func (h home) estate(d *dice) string {
	if len(h.estates) > 0 && d.chance(50) {
		return pick(d, h.estates)
	}
	return ""
}

// homes are a third in the borough, a third around it and a third elsewhere.
var homes = []home{
	{40, "ROTHERHAM", "SOUTH YORKSHIRE", []string{"S60", "S61", "S65", "S66"}, []string{"TEMPLEBOROUGH", "ELDON ROAD INDUSTRIAL ESTATE",
		"MANVERS WAY", "ADVANCED MANUFACTURING PARK", "HELLABY INDUSTRIAL ESTATE", "EASTWOOD TRADING ESTATE", "GREASBROUGH ROAD"}},
	{8, "MALTBY", "ROTHERHAM", []string{"S66"}, []string{"BLYTH ROAD", "HELLABY INDUSTRIAL ESTATE"}},
	{8, "DINNINGTON", "SHEFFIELD", []string{"S25"}, []string{"MONKSBRIDGE TRADING ESTATE", "TODWICK ROAD INDUSTRIAL ESTATE"}},
	{8, "WATH-UPON-DEARNE", "ROTHERHAM", []string{"S63"}, []string{"MANVERS", "DEARNE VALLEY"}},
	{5, "SWINTON", "MEXBOROUGH", []string{"S64"}, nil},
	{4, "KIVETON PARK", "SHEFFIELD", []string{"S26"}, []string{"WALESWOOD INDUSTRIAL ESTATE"}},
	{3, "WICKERSLEY", "ROTHERHAM", []string{"S66"}, nil},
	{34, "SHEFFIELD", "SOUTH YORKSHIRE", []string{"S1", "S2", "S3", "S4", "S6", "S8", "S9", "S11", "S20"}, []string{"TINSLEY", "ATTERCLIFFE COMMON", "KELHAM ISLAND"}},
	{20, "DONCASTER", "SOUTH YORKSHIRE", []string{"DN1", "DN2", "DN4", "DN5", "DN11"}, []string{"WHEATLEY HALL ROAD", "LAKESIDE"}},
	{16, "BARNSLEY", "SOUTH YORKSHIRE", []string{"S70", "S71", "S73", "S75"}, []string{"CLAYCLIFFE BUSINESS PARK", "WOMBWELL LANE"}},
	{8, "WORKSOP", "NOTTINGHAMSHIRE", []string{"S80", "S81"}, nil},
	{10, "LEEDS", "WEST YORKSHIRE", []string{"LS1", "LS9", "LS10", "LS27"}, nil},
	{8, "MANCHESTER", "", []string{"M1", "M3", "M17", "M40"}, nil},
	{14, "LONDON", "", []string{"E1", "N1", "SE1", "EC1V", "WC2H", "NW10"}, nil},
	{6, "BIRMINGHAM", "WEST MIDLANDS", []string{"B1", "B5", "B18"}, nil},
	{4, "HULL", "EAST YORKSHIRE", []string{"HU1", "HU3"}, nil},
	{2, "GLASGOW", "SCOTLAND", []string{"G1", "G2", "G40"}, nil},
	{2, "CARDIFF", "WALES", []string{"CF10", "CF24"}, nil},
}

// trade is what a company does.
type trade struct {
	share int // of 200 companies
	sic   string
	words []string
}

func tradeOf(share int, code hub.SICCode, words ...string) trade {
	return trade{share, string(code) + " - " + code.Name(), words}
}

// trades are mixed as the borough's are: construction, retail, transport and metal before the rest.
var trades = []trade{
	tradeOf(8, "25620", "ENGINEERING", "PRECISION ENGINEERING", "MACHINING", "TOOLS"),
	tradeOf(6, "25110", "FABRICATIONS", "STRUCTURES", "STEELWORK"),
	tradeOf(4, "24100", "STEEL", "SPECIAL STEELS", "ALLOYS"),
	tradeOf(4, "28990", "MACHINERY", "AUTOMATION", "PROCESS SYSTEMS"),
	tradeOf(3, "30300", "AEROSPACE", "AERO COMPONENTS"),
	tradeOf(3, "10710", "BAKERY", "BAKERS", "FOODS"),
	tradeOf(3, "22290", "PLASTICS", "MOULDINGS"),
	tradeOf(2, "31090", "FURNITURE", "INTERIORS"),
	tradeOf(2, "35110", "ENERGY", "RENEWABLES", "POWER"),
	tradeOf(3, "38320", "RECYCLING", "METALS RECOVERY"),
	tradeOf(8, "41202", "HOMES", "BUILDERS", "CONSTRUCTION"),
	tradeOf(6, "43210", "ELECTRICAL", "ELECTRICAL SERVICES", "ELECTRICS"),
	tradeOf(6, "43220", "PLUMBING", "HEATING", "GAS SERVICES"),
	tradeOf(5, "43320", "JOINERY", "KITCHENS"),
	tradeOf(3, "43910", "ROOFING", "ROOFING CONTRACTORS"),
	tradeOf(6, "45200", "MOTORS", "GARAGE", "AUTO REPAIRS"),
	tradeOf(4, "46690", "SUPPLIES", "INDUSTRIAL SUPPLIES"),
	tradeOf(5, "47110", "CONVENIENCE STORES", "FOOD STORES"),
	tradeOf(7, "47910", "ONLINE", "DIRECT", "TRADING"),
	tradeOf(7, "49410", "HAULAGE", "TRANSPORT", "LOGISTICS"),
	tradeOf(3, "52103", "WAREHOUSING", "STORAGE", "FULFILMENT"),
	tradeOf(4, "53202", "COURIERS", "DELIVERIES"),
	tradeOf(3, "55100", "HOTELS", "HOTEL"),
	tradeOf(6, "56101", "RESTAURANTS", "KITCHEN", "GRILL"),
	tradeOf(4, "56103", "TAKEAWAY", "PIZZA", "FISH BAR"),
	tradeOf(3, "56302", "INNS", "TAVERNS", "PUB COMPANY"),
	tradeOf(3, "62012", "SOFTWARE", "APPS", "DIGITAL"),
	tradeOf(7, "62020", "IT SERVICES", "TECHNOLOGY", "SYSTEMS"),
	tradeOf(2, "59111", "MEDIA", "FILMS", "PRODUCTIONS"),
	tradeOf(3, "66220", "INSURANCE BROKERS", "FINANCIAL SERVICES"),
	tradeOf(9, "68209", "PROPERTIES", "ESTATES", "LETTINGS", "PROPERTY"),
	tradeOf(4, "69201", "ACCOUNTANTS", "ACCOUNTANCY"),
	tradeOf(8, "70229", "CONSULTING", "CONSULTANTS", "ADVISORY"),
	tradeOf(4, "71122", "DESIGN ENGINEERS", "TECHNICAL SERVICES"),
	tradeOf(2, "72190", "RESEARCH", "MATERIALS RESEARCH"),
	tradeOf(2, "73110", "MARKETING", "CREATIVE"),
	tradeOf(4, "78109", "RECRUITMENT", "PERSONNEL", "RESOURCING"),
	tradeOf(2, "80100", "SECURITY", "GUARDING"),
	tradeOf(4, "81210", "CLEANING", "CLEANING SERVICES", "FACILITIES"),
	tradeOf(3, "81300", "LANDSCAPES", "GARDENS"),
	tradeOf(2, "85590", "TRAINING", "LEARNING"),
	tradeOf(2, "86230", "DENTAL CARE", "DENTAL PRACTICE"),
	tradeOf(3, "87300", "CARE HOMES", "RESIDENTIAL CARE"),
	tradeOf(4, "88100", "HOME CARE", "SUPPORT", "CARE SERVICES"),
	tradeOf(2, "88910", "NURSERIES", "DAY NURSERY"),
	tradeOf(2, "93130", "FITNESS", "GYMS"),
	tradeOf(4, "96020", "HAIR", "HAIR & BEAUTY", "BARBERS"),
	tradeOf(2, "96090", "SERVICES", "EVENTS"),
	tradeOf(2, "99999", "HOLDINGS", "VENTURES"),
}

var (
	homeShares = func() []int {
		var weights []int
		for _, h := range homes {
			weights = append(weights, h.share)
		}
		return shares(weights)
	}()
	tradeShares = func() []int {
		var weights []int
		for _, t := range trades {
			weights = append(weights, t.share)
		}
		return shares(weights)
	}()
)

var accountCategories = []string{"MICRO ENTITY", "MICRO ENTITY", "TOTAL EXEMPTION FULL", "TOTAL EXEMPTION FULL", "UNAUDITED ABRIDGED", "DORMANT", "SMALL", "FULL", "GROUP"}

var firsts = []string{
	"NORTHERN", "YORKSHIRE", "DON VALLEY", "DEARNE", "ROTHER", "STEEL CITY", "PREMIER", "WHITE ROSE", "PENNINE", "FORGE", "MILLGATE",
	"ALBION", "APEX", "ATLAS", "BEACON", "CANAL SIDE", "CASTLE", "CLIFTON", "CROWN", "DIAMOND", "EAGLE", "ELITE", "FALCON", "FIRST",
	"GREENFIELD", "HALLAM", "HIGHFIELD", "IMPERIAL", "KEYSTONE", "LIBERTY", "MOORGATE", "NEW CENTURY", "OAKWOOD", "PARKGATE",
	"PHOENIX", "PIONEER", "QUALITY", "RIVERSIDE", "SILVER", "SOVEREIGN", "STERLING", "SUMMIT", "SWIFT", "TITAN", "TRINITY", "UNITED",
	"VANGUARD", "VICTORIA", "WATERSIDE", "WENTWORTH", "WHISTON", "ZENITH",
}

var surnames = []string{
	"ABBOTT", "ACKROYD", "AHMED", "ALLOTT", "ARMITAGE", "ASHTON", "BAGSHAW", "BARKER", "BEAUMONT", "BEEVERS", "BENNETT", "BOOTH",
	"BRADSHAW", "BRAMHALL", "BROOKES", "BUTTERFIELD", "CARTWRIGHT", "CHAPMAN", "CLEGG", "COOPER", "CROOKES", "DEAKIN", "DICKINSON",
	"DRABBLE", "DYSON", "EARNSHAW", "ELLIS", "FEARN", "FIRTH", "FLETCHER", "FROGGATT", "GILL", "GOODWIN", "GREAVES", "HAGUE",
	"HAIGH", "HARGREAVES", "HEPWORTH", "HINCHLIFFE", "HIRST", "HOYLAND", "HUSSAIN", "IBBOTSON", "JAGGER", "JARVIS", "JESSOP",
	"KAUR", "KAYE", "KHAN", "KILNER", "KOWALSKI", "LAWTON", "LISTER", "LOCKWOOD", "MALLINSON", "MARPLES", "MARSDEN", "MELLOR",
	"MIDDLETON", "MILNER", "MORTIMER", "NAYLOR", "NEWSOME", "NOBLE", "NUTTALL", "OLDFIELD", "OXLEY", "PARKIN", "PATEL", "PEARSON",
	"PICKERING", "RADCLIFFE", "RAMSDEN", "RHODES", "ROEBUCK", "SAXTON", "SENIOR", "SHAW", "SINGH", "STANIFORTH", "STEAD",
	"SUTCLIFFE", "SWIFT", "SYKES", "TAYLOR", "THACKRAY", "TINGLE", "TURTON", "UTTLEY", "WADDINGTON", "WAGSTAFF", "WALSHAW",
	"WARBURTON", "WHITELEY", "WIGFIELD", "WILKINSON", "WOODHEAD", "WOSTENHOLME", "WRAGG", "YOUNG",
}

var syllables = []string{"AL", "BRI", "CAM", "DEN", "EVO", "FEN", "GRI", "HEX", "INO", "JUN", "KEL", "LUM", "MAX", "NOR", "ORI", "PRO", "QUA", "ROS", "SOL", "TRI", "UNI", "VAL", "WES", "ZEN"}

var streets = []string{
	"ALMA", "ASHLEY", "BADSLEY MOOR", "BARBER WOOD", "BAWTRY", "BELLOWS", "BRIDGEGATE", "BRINSWORTH", "BROAD", "CANKLOW", "CHAPEL",
	"CHURCH", "COLLEGE", "CORPORATION", "DONCASTER", "EFFINGHAM", "ELDON", "FENTON", "FITZWILLIAM", "FREDERICK", "GREASBROUGH",
	"HIGH", "HOLLOWGATE", "KIMBERWORTH", "LAUGHTON", "MAIN", "MALTKILN", "MASBROUGH", "MEADOWBANK", "MOORGATE", "NEW ORCHARD",
	"NORFOLK", "OLDGATE", "PARK", "PSALTERS", "RAWMARSH", "RIDGE", "ROTHER", "SAINT ANNS", "SHEFFIELD", "STATION", "THOMAS",
	"VICARAGE", "WELLGATE", "WESTGATE", "WHISTON", "WORRYGOOSE", "WORTLEY",
}
