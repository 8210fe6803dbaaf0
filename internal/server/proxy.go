package server

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"employerhub/internal/config"
)

// behind puts the caller's own address into RemoteAddr where a request came through proxies that the hub trusts, so that all that
// looks at an address sees the same one.
func behind(proxies config.Networks, next http.Handler) http.Handler {
	if len(proxies) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if peer, ok := hop(r.RemoteAddr); ok && proxies.Contain(peer) {
			r.RemoteAddr = net.JoinHostPort(caller(peer, r.Header.Values("X-Forwarded-For"), proxies).String(), "0")
		}
		next.ServeHTTP(w, r)
	})
}

// caller is the first address from the right that no trusted proxy has: what stands left of it was written by the caller, who may
// lie. What is no address is taken for a lie too.
func caller(peer netip.Addr, forwarded []string, proxies config.Networks) netip.Addr {
	hops := strings.Split(strings.Join(forwarded, ","), ",")
	for i := len(hops) - 1; i >= 0 && proxies.Contain(peer); i-- {
		before, ok := hop(strings.TrimSpace(hops[i]))
		if !ok {
			break
		}
		peer = before
	}
	return peer
}

// hop reads an address with or without a port.
func hop(text string) (netip.Addr, bool) {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	address, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return address.Unmap().WithZone(""), err == nil
}
