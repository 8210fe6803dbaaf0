// Package web holds the staff front end, as `npm run build` leaves it in dist.
//
// Whoever serves it does four things:
//
//   - answers every GET that asks for text/html and belongs to nobody else with index.html, Cache-Control: no-store;
//   - puts a fresh random value in the place of every CSPNonce in that page, and the same value in the page's policy:
//     default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; img-src 'self' data:; font-src 'self';
//     connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';
//   - serves dist/assets, whose names carry a hash of their content, with Cache-Control: public, max-age=31536000, immutable,
//     and answers 404 for an asset that is not there, never index.html;
//   - sends the rest of dist (icons) as it is.
//
// The nonce is needed because the component library writes its theme into style elements; style attributes are only set
// through the CSSOM, which the policy allows.
package web

import "embed"

// CSPNonce stands in index.html wherever the nonce of the response belongs.
const CSPNonce = "CSP_NONCE"

// Dist is the built front end below dist; before the first build it holds no index.html.
//
//go:embed all:dist
var Dist embed.FS

// TrustedDocuments lists the operations that the front end sends: JSON, the SHA-256 of each text -> the text.
//
//go:embed src/gql/trusted-documents.json
var TrustedDocuments []byte
