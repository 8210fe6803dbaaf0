package match

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// siteDomain is the domain by which a website is known: without scheme, www and path. That of a place where everybody may have
// pages is empty, since it says nothing.
func siteDomain(website string) string {
	host := strings.ToLower(strings.TrimSpace(clip(website)))
	if _, after, ok := strings.Cut(host, "://"); ok {
		host = after
	}
	host, _, _ = strings.Cut(host, "/")
	host, _, _ = strings.Cut(host, "?")
	host, _, _ = strings.Cut(host, ":")
	domain := registrable(host)
	if sharedSites[domain] {
		return ""
	}
	return domain
}

// mailDomain is a digest of an e-mail address, and its domain where that belongs to somebody.
func mailDomain(address string) (box, domain string) {
	address = strings.ToLower(strings.TrimSpace(clip(address)))
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return "", ""
	}
	if domain = registrable(address[at+1:]); domain == "" {
		return "", ""
	}
	if freeToAll(domain) {
		domain = ""
	}
	return digest(address), domain
}

// LeadsNowhere says that an e-mail domain, in lower case, tells nothing of who writes from it: everybody can have an address there.
func LeadsNowhere(domain string) bool {
	return freeToAll(domain) || sharedSites[domain] || registrable(domain) == ""
}

func freeToAll(domain string) bool {
	return freeMail[domain] || strings.HasPrefix(domain, "yahoo.") || strings.HasPrefix(domain, "hotmail.") || strings.HasPrefix(domain, "live.")
}

// registrable is the part of a host that somebody registers: abdy.co.uk of shop.abdy.co.uk. Empty for what is no host.
func registrable(host string) string {
	labels := strings.Split(strings.Trim(host, "."), ".")
	n := len(labels)
	if n < 2 || slices.Contains(labels, "") || strings.ContainsAny(host, " @/\\\"'<>") {
		return ""
	}
	keep := 2
	if n > 2 && len(labels[n-1]) == 2 && secondLevel[labels[n-2]] {
		keep = 3
	}
	return strings.Join(labels[n-keep:], ".")
}

// stem is a domain without its ending: abdy of abdy.co.uk.
func stem(domain string) string {
	first, _, _ := strings.Cut(domain, ".")
	return first
}

// phoneDigest is a digest of the last ten digits of a telephone number; empty for what is none.
func phoneDigest(number string) string {
	number = strings.ToLower(clip(number))
	for _, extension := range []string{"ext", "x", "#"} {
		number, _, _ = strings.Cut(number, extension)
	}
	digits := make([]byte, 0, 16)
	for i := range len(number) {
		if c := number[i]; c >= '0' && c <= '9' {
			digits = append(digits, c)
		}
	}
	if len(digits) < 7 || strings.Trim(string(digits), string(digits[len(digits)-1])) == "" { // 0000000 stands for none
		return ""
	}
	if len(digits) > 10 {
		digits = digits[len(digits)-10:]
	}
	return digest(string(digits))
}

func digest(text string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // a hash never fails
	return fmt.Sprintf("%016x", h.Sum64())[4:]
}

var (
	secondLevel = set("co org ac gov nhs sch police ltd plc me net com edu or ne go")
	// freeMail and sharedSites belong to everybody.
	freeMail = set("gmail.com googlemail.com outlook.com hotmail.com msn.com icloud.com me.com mac.com aol.com aol.co.uk btinternet.com " +
		"btopenworld.com btconnect.com talktalk.net talk21.com sky.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk tiscali.co.uk " +
		"plus.com plusnet.com zoho.com proton.me protonmail.com gmx.com gmx.co.uk mail.com ymail.com rocketmail.com fsmail.net freeserve.co.uk " +
		"o2.co.uk supanet.com zen.co.uk onetel.com lineone.net example.com")
	sharedSites = set("facebook.com instagram.com twitter.com x.com linkedin.com youtube.com wixsite.com wix.com wordpress.com blogspot.com " +
		"business.site google.com sites.google.com weebly.com squarespace.com godaddysites.com tiktok.com yell.com etsy.com ebay.co.uk amazon.co.uk " +
		"linktr.ee checkatrade.com github.io tripadvisor.co.uk just-eat.co.uk")
)
