package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
)

// mostBytes is how much one request may send.
const mostBytes = 1 << 20

// parameters are what GraphQL over HTTP lets a request say.
type parameters struct {
	Query         *string         `json:"query"`
	OperationName *string         `json:"operationName"`
	Variables     json.RawMessage `json:"variables"`
	Extensions    json.RawMessage `json:"extensions"`
}

// read finds the operations of a request. isList says that they came as a list, so that the answer is one.
func (h *Handler) read(w http.ResponseWriter, r *http.Request) (operations []*graphql.RawParams, isList bool, refused *refusal) {
	switch r.Method {
	case http.MethodGet:
		params, err := fromAddress(r)
		return []*graphql.RawParams{params}, false, malformed(err)
	case http.MethodPost:
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != mediaJSON {
			return nil, false, &refusal{http.StatusUnsupportedMediaType, problems(hub.BadInput("send Content-Type: application/json"))}
		}
		return h.fromBody(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		return nil, false, &refusal{http.StatusMethodNotAllowed, problems(hub.BadInput("send a GET or a POST"))}
	}
}

func malformed(err error) *refusal {
	if err == nil {
		return nil
	}
	return &refusal{http.StatusBadRequest, problems(err)}
}

func fromAddress(r *http.Request) (*graphql.RawParams, error) {
	given := r.URL.Query()
	p := parameters{Variables: json.RawMessage(given.Get("variables")), Extensions: json.RawMessage(given.Get("extensions"))}
	if given.Has("query") {
		query := given.Get("query")
		p.Query = &query
	}
	if name := given.Get("operationName"); name != "" {
		p.OperationName = &name
	}
	return p.raw(r)
}

func (h *Handler) fromBody(w http.ResponseWriter, r *http.Request) (operations []*graphql.RawParams, isList bool, refused *refusal) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return nil, false, &refusal{http.StatusRequestEntityTooLarge, problems(tooComplex("a request has at most %d bytes", mostBytes))}
	}
	if err != nil {
		return nil, false, malformed(hub.BadInput("the request ended early"))
	}
	var list []parameters
	if isList = bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")); isList {
		if h.Batch == 0 {
			return nil, false, malformed(tooComplex("send one operation a request: this hub takes no lists of them"))
		}
		err = json.Unmarshal(body, &list)
	} else {
		list = make([]parameters, 1)
		err = json.Unmarshal(body, &list[0])
	}
	switch {
	case err != nil:
		return nil, false, malformed(hub.BadInput(unreadable(err)))
	case len(list) == 0:
		return nil, false, malformed(hub.BadInput("the list of operations is empty"))
	case isList && len(list) > h.Batch:
		return nil, false, malformed(tooComplex("a request has at most %d operations", h.Batch))
	}
	for _, p := range list {
		params, err := p.raw(r)
		if err != nil {
			return nil, false, malformed(err)
		}
		operations = append(operations, params)
	}
	return operations, isList, nil
}

// raw gives the parameters to the executor. Errors: BAD_INPUT.
func (p parameters) raw(r *http.Request) (*graphql.RawParams, error) {
	if p.Query == nil || strings.TrimSpace(*p.Query) == "" {
		return nil, hub.BadInput(`the request has no "query"`)
	}
	out := &graphql.RawParams{Query: *p.Query, Headers: r.Header}
	if p.OperationName != nil {
		out.OperationName = *p.OperationName
	}
	if err := object(p.Variables, &out.Variables); err != nil {
		return nil, hub.BadInput(`"variables" is not a JSON object`)
	}
	if err := object(p.Extensions, &out.Extensions); err != nil {
		return nil, hub.BadInput(`"extensions" is not a JSON object`)
	}
	return out, nil
}

// object reads a JSON object, null or nothing. Numbers stay as they were written.
func object(text json.RawMessage, into *map[string]any) error {
	if len(text) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func unreadable(err error) string {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		return fmt.Sprintf("%q cannot be a JSON %s", wrong.Field, wrong.Value)
	}
	return "the body is not a JSON object with a GraphQL request"
}
