package hub

import "net/netip"

// network6 is how many bits of an IPv6 address one customer of a provider has for itself to choose the rest.
const network6 = 64

// Stranger is whom limits count a stranger as, given an address with its port: the IPv4 address, or the network of an IPv6
// address, in which one machine can have as many as it likes.
func Stranger(remote string) string {
	from, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	address := from.Addr().Unmap().WithZone("")
	if address.Is6() {
		return netip.PrefixFrom(address, network6).Masked().String()
	}
	return address.String()
}
