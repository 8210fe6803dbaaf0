package importer

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"employerhub/internal/hub"
)

// What a workbook may come to. encoding/xml and archive/zip read it piece by piece; libraries that keep the file or its texts in
// memory would need as much memory as somebody cares to send.
const (
	maxUnpacked  = 8 << 30  // of one part
	maxRatio     = 300      // unpacked to packed; sheets that people make come to 20
	ratioFrom    = 4 << 20  // unpacked bytes from which the ratio counts
	maxDirectory = 4 << 20  // of what the zip file says about its parts
	maxToken     = 2 << 20  // one tag or one text; a cell holds 32,767 characters
	maxSmallPart = 32 << 20 // of parts that are kept: the list of sheets, formats
	maxMerges    = 20_000
	maxRow       = 1 << 24
)

// bookPart is a part of a workbook that is being read, within its limits.
type bookPart struct {
	in      io.ReadCloser
	allowed int64
	// since is how much was read since the last token, so that none fills the memory.
	since int
}

func openPart(f *zip.File) (*bookPart, error) {
	if f.UncompressedSize64 > maxUnpacked || f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
		return nil, hub.BadInput("the workbook unpacks to more than this hub takes; save it again in a spreadsheet program, or split it", "file")
	}
	in, err := f.Open()
	if err != nil {
		return nil, broken(err)
	}
	return &bookPart{in: in, allowed: int64(f.UncompressedSize64)}, nil
}

func (p *bookPart) Read(b []byte) (int, error) {
	if p.since > maxToken {
		return 0, hub.BadInput("the workbook holds a text that is longer than any cell; save it again in a spreadsheet program", "file")
	}
	n, err := p.in.Read(b)
	p.since += n
	if p.allowed -= int64(n); p.allowed < 0 {
		return 0, hub.BadInput("the workbook is larger than it says; save it again in a spreadsheet program", "file")
	}
	return n, err
}

// countedReader stops when a part of the file is asked for that is larger than left.
type countedReader struct {
	io.ReaderAt
	left int
}

func (c *countedReader) ReadAt(b []byte, at int64) (int, error) {
	if c.left -= len(b); c.left < 0 {
		return 0, hub.BadInput("the file holds more parts than any workbook; save it again in a spreadsheet program", "file")
	}
	return c.ReaderAt.ReadAt(b, at)
}

// broken is what people are told of a file that is damaged; what they can be told already stays.
func broken(err error) error {
	if hub.CodeOf(err) == hub.ErrBadInput {
		return err
	}
	var syntax *xml.SyntaxError
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, zip.ErrChecksum) || errors.As(err, &syntax) ||
		errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(err.Error(), "flate:") || strings.HasPrefix(err.Error(), "zip:") || strings.HasPrefix(err.Error(), "xml:") {
		return hub.BadInput("the workbook is damaged ("+err.Error()+"); open it in a spreadsheet program, save it again and send that", "file")
	}
	return fmt.Errorf("cannot read the workbook: %w", err)
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Kind   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

func (b *workbook) relationships(of string) ([]relationship, error) {
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	if b.parts[name] == nil {
		return nil, noWorkbook(b.parts)
	}
	var content struct {
		Relationships []relationship `xml:"Relationship"`
	}
	if err := b.read(name, &content); err != nil {
		return nil, err
	}
	for i, r := range content.Relationships {
		if strings.HasPrefix(r.Target, "/") {
			content.Relationships[i].Target = r.Target[1:]
		} else {
			content.Relationships[i].Target = path.Join(path.Dir(of), r.Target)
		}
	}
	return content.Relationships, nil
}

// related gives where the parts are that a part names, by ID; the one of kind under no ID.
func (b *workbook) related(of, kind string) (map[string]string, error) {
	found, err := b.relationships(of)
	at := map[string]string{}
	for _, r := range found {
		at[r.ID] = r.Target
		if kind != "" && path.Base(r.Kind) == kind {
			at[""] = r.Target
		}
	}
	return at, err
}

// relatedByKind gives where the parts are that a part names, by the last word of their kind.
func (b *workbook) relatedByKind(of string) (map[string]string, error) {
	found, err := b.relationships(of)
	at := map[string]string{}
	for _, r := range found {
		at[path.Base(r.Kind)] = r.Target
	}
	return at, err
}

// read reads a small part as a whole.
func (b *workbook) read(name string, into any) error {
	f := b.parts[name]
	if f.UncompressedSize64 > maxSmallPart {
		return hub.BadInput("the workbook's list of sheets or formats is larger than any; save it again in a spreadsheet program", "file")
	}
	part, err := openPart(f)
	if err != nil {
		return err
	}
	defer part.in.Close()
	content, err := io.ReadAll(io.LimitReader(part.in, maxSmallPart))
	if err != nil {
		return err
	}
	return xml.Unmarshal(content, into)
}
