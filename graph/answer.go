package graph

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	mediaJSON     = "application/json"
	mediaResponse = "application/graphql-response+json"
	mediaEvents   = "text/event-stream"
)

// refusal is the answer to a request that was not carried out.
type refusal struct {
	// status is 0 where the request is well formed and its document is at fault: the media type then decides.
	status int
	errors gqlerror.List
}

// answer is what one operation came to.
type answer struct {
	refused *refusal
	errors  gqlerror.List
	data    json.RawMessage
	// stored is a whole answer from an earlier request, instead of errors and data.
	stored []byte
}

// body writes the answer as JSON. Data is copied as it is, since it was encoded once already.
func (a answer) body() []byte {
	if a.stored != nil {
		return a.stored
	}
	var out bytes.Buffer
	errs, data := a.errors, a.data
	if a.refused != nil {
		errs, data = a.refused.errors, nil
	}
	out.WriteByte('{')
	if len(errs) > 0 {
		text, err := json.Marshal(errs)
		if err != nil {
			panic(err) // extensions are our own
		}
		out.WriteString(`"errors":`)
		out.Write(text)
	}
	if a.refused == nil {
		if len(errs) > 0 {
			out.WriteByte(',')
		}
		out.WriteString(`"data":`)
		if len(data) == 0 {
			data = json.RawMessage("null")
		}
		out.Write(data)
	}
	out.WriteByte('}')
	return out.Bytes()
}

// answerer writes answers in the media type that the caller wants.
type answerer struct {
	http.ResponseWriter
	// mediaType is empty where the caller accepts none that we have.
	mediaType string
}

func newAnswerer(w http.ResponseWriter, r *http.Request) answerer { return answerer{w, acceptable(r)} }

// status is what the specification asks for: a document that cannot be carried out is 400 in the newer media type, and 200
// in the older one, where clients take anything else for a broken line.
func (a answerer) status(got answer) int {
	switch {
	case got.refused == nil:
		return http.StatusOK
	case got.refused.status != 0:
		return got.refused.status
	case a.mediaType == mediaResponse:
		return http.StatusBadRequest
	default:
		return http.StatusOK
	}
}

func (a answerer) refuse(r refusal) { a.write(answer{refused: &r}) }

func (a answerer) write(got answer) { a.send(a.status(got), got.body()) }

func (a answerer) writeList(got []answer) {
	bodies := make([][]byte, len(got))
	for i := range got {
		bodies[i] = got[i].body()
	}
	a.send(http.StatusOK, append(append([]byte{'['}, bytes.Join(bodies, []byte{','})...), ']'))
}

func (a answerer) send(status int, body []byte) {
	kind := a.mediaType
	if kind == "" {
		kind = mediaJSON
	}
	header := a.Header()
	header.Set("Content-Type", kind+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("Cache-Control", "no-store")
	header.Set("Vary", "Accept, Authorization, Cookie")
	a.WriteHeader(status)
	_, _ = a.Write(body) // nobody to tell when the caller has gone
}

// acceptable chooses between our two media types: the one that the caller likes better, and the older one where both do, as
// long as the specification's watershed lets clients expect it.
func acceptable(r *http.Request) string {
	header := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(header) == "" {
		return mediaJSON
	}
	liking := map[string]float64{}
	for part := range strings.SplitSeq(header, ",") {
		kind, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		quality := 1.0
		if q, err := strconv.ParseFloat(params["q"], 64); err == nil {
			quality = q
		}
		switch kind {
		case mediaResponse:
			liking[mediaResponse] = quality
		case mediaJSON:
			liking[mediaJSON] = quality
		case "application/*", "*/*":
			if _, named := liking[mediaJSON]; !named {
				liking[mediaJSON] = quality
			}
		}
	}
	best, named := liking[mediaResponse]
	plain := liking[mediaJSON]
	switch {
	case named && best > 0 && best >= plain:
		return mediaResponse
	case plain > 0:
		return mediaJSON
	default:
		return ""
	}
}
