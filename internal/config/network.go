package config

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// Networks are ranges of addresses.
type Networks []netip.Prefix

// UnmarshalText takes ranges and single addresses with commas or spaces between.
func (n *Networks) UnmarshalText(text []byte) error {
	var all Networks
	for _, each := range strings.FieldsFunc(string(text), func(r rune) bool { return r == ',' || r == ' ' }) {
		network, err := parseNetwork(each)
		if err != nil {
			return err
		}
		all = append(all, network)
	}
	*n = all
	return nil
}

func parseNetwork(text string) (netip.Prefix, error) {
	if address, err := netip.ParseAddr(text); err == nil {
		address = address.Unmap().WithZone("")
		return netip.PrefixFrom(address, address.BitLen()), nil
	}
	network, err := netip.ParsePrefix(text)
	switch {
	case err != nil:
		return network, fmt.Errorf("%q is not a network such as 10.0.0.0/8, nor an address", text)
	case network.Bits() == 0:
		return network, errors.New(text + " is every address there is, so that anybody could claim to be anybody: name your own proxies only")
	default:
		return network.Masked(), nil
	}
}

// String lists them with commas between.
func (n Networks) String() string {
	all := make([]string, len(n))
	for i, each := range n {
		all[i] = each.String()
	}
	return strings.Join(all, ",")
}

// Contain says whether an address is in one of them.
func (n Networks) Contain(address netip.Addr) bool {
	address = address.Unmap().WithZone("")
	for _, each := range n {
		if each.Contains(address) {
			return true
		}
	}
	return false
}
