package hub

import (
	"crypto/sha256"
	"encoding/binary"
)

// Company is what the register of companies says about one. Empty text and zero days mean that it says nothing.
type Company struct {
	Number    CompanyNumber
	Name      string
	LegalForm LegalForm
	// Closed is so for a company that is dissolved or closed.
	Closed         bool
	IncorporatedOn Date
	DissolvedOn    Date
	// Address is the registered office, one line each; the last is the postcode where it is not one that exists.
	Address       []string
	Postcode      Postcode
	SICCodes      []SICCode // of the 2007 edition, the main one first
	PreviousNames []PreviousName
	URI           string
}

// PreviousName is one that a company had until a day, which may be unknown.
type PreviousName struct {
	Name  string
	Until Date
}

// Fingerprint is the same for two companies that say the same, and different otherwise.
func (c Company) Fingerprint() [16]byte {
	b := make([]byte, 0, 512)
	add := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	closed := ""
	if c.Closed {
		closed = "closed"
	}
	for _, s := range []string{string(c.Number), c.Name, string(c.LegalForm), closed, c.IncorporatedOn.String(), c.DissolvedOn.String(), string(c.Postcode), c.URI} {
		add(s)
	}
	for _, line := range c.Address {
		add(line)
	}
	add("")
	for _, code := range c.SICCodes {
		add(string(code))
	}
	add("")
	for _, previous := range c.PreviousNames {
		add(previous.Name)
		add(previous.Until.String())
	}
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}
