package server

import (
	"employerhub/internal/demo"
)

type demoCommand struct {
	CompaniesHouse demoCompaniesHouse `cmd:"" help:"Write a file of made-up companies, in the layout of Companies House, to standard output."`
}

type demoCompaniesHouse struct {
	Rows int    `help:"How many companies." default:"1000"`
	Seed uint64 `help:"The same seed makes the same file. 1 is what a development hub begins with." default:"2"`
}

// Run writes the file.
func (c demoCompaniesHouse) Run(p *program) error {
	return demo.WriteCompaniesHouse(p.stdout, c.Rows, c.Seed)
}
