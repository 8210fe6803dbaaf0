package labelled

import "strings"

var (
	surnames = strings.Fields("Abdy Ackroyd Addy Allott Armitage Barraclough Beever Bisby Bramall Broadhead Burgin Camm Cawthorne Clegg Copley Crookes " +
		"Crossley Dransfield Dyson Earnshaw Elstone Fearnley Firth Garside Gill Goddard Greaves Habershon Haigh Hague Hallam Harrison Hattersley Hepworth Hirst Holroyd " +
		"Illingworth Jagger Jubb Kaye Khan Kilner Leadbeater Lister Lockwood Marsden Micklethwaite Moxon Naylor Oldroyd Oxley Patel Pashley Pickering Priestley " +
		"Ramsden Rawson Robinson Roebuck Sanderson Senior Shaw Singh Smith Stead Sykes Taylor Thackray Turton Uttley Wadsworth Wainwright Walker Whiteley Wilson Womersley Wragg Yates Young")
	initialsOf = strings.Fields("A B C D E F G H J K L M N O P R S T V W")
	invented   = strings.Fields("Axiom Brightwell Calder Corvex Delphi Dynamo Eastmoor Elevate Fernhill Foxglove Fusion Gritstone Halcyon Horizon Ibex Ignite " +
		"Juniper Keystone Kestrel Lumina Maltby Meridian Millstone Nimbus Northgate Octavia Orion Osprey Pennine Pinnacle Quantum Quarry Redgate Rivelin Rother " +
		"Saxon Silverwood Sterling Summit Swift Templar Trident Unity Vanguard Vertex Wentworth Westfield Xpress Zenith Zephyr Stonebridge Ashdown Oakfield Larchwood Birchall")
	trades = strings.Split("Engineering|Plumbing and Heating|Construction|Logistics|Recruitment|Solutions|Services|Bakery|Motors|Electrical|Joinery|Roofing|"+
		"Accountants|Solicitors|Dental Practice|Care Homes|Home Care|Cleaning Services|Catering|Precision Engineering|Fabrications|Plastics|Steel Stockholders|Packaging|"+
		"Print|Media|Consulting|Software|IT Services|Security|Training|Day Nursery|Estate Agents|Scaffolding|Landscapes|Transport|Haulage|Tool Hire|Windows|Flooring|"+
		"Veterinary Surgery|Opticians|Pharmacy|Furniture|Foods|Fisheries|Butchers|Florist|Hair Studio|Gymnastics|Brewery|Coachworks|Tyres|Waste Management|Environmental", "|")
	eating   = strings.Split("Spice Lounge|Golden Dragon|Olive Tree|Crown Inn|Village Cafe|Pizza House|Rose and Crown|Bengal Kitchen|Fish Bar|Tea Rooms|Curry Palace|Royal Oak", "|")
	brands   = strings.Split("Burger Barn|Kwik Clean|Snap Printing|Little Acorns|Tumble Play|Home Helpers|Fit4Less|Pasty Shop|Carpet World|Phone Fix|Vision Care|Dog Walkers", "|")
	saints   = strings.Fields("Mary Thomas Ann Bede Joseph Alban Bernard Peter John Gerard")
	entities = strings.Split("Holdings|Properties|Group|Finance|Developments|Investments|Plant Hire|Logistics|Pension Trustees|Leasing", "|")
	public   = strings.Split("Council|NHS Foundation Trust|College|Chamber of Commerce|Citizens Advice|Hospice|Museum|Leisure Centre|Academy Trust|Credit Union", "|")
	streets  = strings.Fields("Abbey Aldwarke Bawtry Bradmarsh Brinsworth Canklow Canal Church Commercial Cross Effingham Fenton Forge Greasbrough High Holmes Ickles " +
		"Main Mangham Market Masbrough Meadowbank Mill Moorgate Northfield Oldgate Park Psalters Rawmarsh Sheffield Station Thames Vicarage Victoria Wellgate West Westgate Wilton")
	kinds   = strings.Fields("Road Road Road Street Street Lane Way Close Avenue Drive Court")
	estates = strings.Split("Bradmarsh Business Park|Templeborough Enterprise Park|Aven Industrial Estate|Advanced Manufacturing Park|Hellaby Industrial Estate|Century Business Park", "|")
	towns   = []town{
		{"Rotherham", []string{"S60", "S61", "S62", "S63", "S65", "S66"}, "01709"}, {"Sheffield", []string{"S1", "S2", "S9", "S10", "S35"}, "0114"},
		{"Doncaster", []string{"DN1", "DN4", "DN12"}, "01302"}, {"Barnsley", []string{"S70", "S71", "S74"}, "01226"},
		{"Leeds", []string{"LS1", "LS10"}, "0113"}, {"Manchester", []string{"M1", "M17"}, "0161"},
	}
	freeMail = []string{"gmail.com", "hotmail.co.uk", "outlook.com", "btinternet.com", "yahoo.co.uk"}
)

var (
	begins = strings.Fields("Al Ash Bar Beck Ber Bir Black Bol Brad Bran Cal Car Chad Cor Cran Dal Dar Den Dun El Fair Far Fen Gar Glen Gran Hal Har Hart Hather Hex " +
		"Ing Kel Kim Kirk Lang Led Lin Lock Mar Mel Mil Nor Oak Pen Pres Quin Rad Raven Ros Ruth San Sed Sher Stan Sut Tal Thorn Tor Ul Van Wake War Wel Whit Win Wood Wyn York Zan")
	ends     = strings.Fields("by bank borne bridge brook bury combe cott den dale ell er field ford gate gill ham hurst ington ison ley low man mere more ness over ridge rop shaw side son stead stone thorpe ton wald ward well wick wood worth")
	newlyEnd = strings.Fields("ex ia ium ix on os ara enta iq ora eva ylo edge loop nest hub core link wave point grid flow")
)

type town struct {
	name      string
	districts []string
	code      string
}
