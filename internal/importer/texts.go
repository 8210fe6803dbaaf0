package importer

import (
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// texts are a workbook's shared texts. A workbook may have millions, so they go to a file that nobody else sees, with the place of
// each textsInGroup-th in memory.
type texts struct {
	file   *os.File
	groups []int64
	count  int
	end    int64
	buffer []byte
	// last is the group that was read last; cells beside each other often share one.
	last    int
	strings []string
}

const (
	textsInGroup = 32
	textBuffer   = 256 << 10
)

// readTexts keeps the shared texts of a workbook; it may have none.
func (b *workbook) readTexts(name string) (t *texts, err error) {
	if b.parts[name] == nil {
		return nil, nil
	}
	part, err := openPart(b.parts[name])
	if err != nil {
		return nil, err
	}
	defer part.in.Close()
	t = &texts{last: -1}
	if t.file, err = os.CreateTemp("", "hub-import-*"); err != nil {
		return nil, fmt.Errorf("cannot make a temporary file: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, t.close())
			t = nil
		}
	}()
	if err := os.Remove(t.file.Name()); err != nil { // it stays until it is closed, and goes with the process
		return nil, fmt.Errorf("cannot hide a temporary file: %w", err)
	}
	decode := xml.NewDecoder(part)
	var one strings.Builder
	inText, ruby := false, false
	for {
		part.since = 0
		token, err := decode.RawToken()
		if errors.Is(err, io.EOF) {
			return t, t.flush()
		}
		if err != nil {
			return t, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "si":
				one.Reset()
			case "t":
				inText = !ruby
			case "rPh": // how to pronounce it
				ruby = true
			}
		case xml.CharData:
			if inText && one.Len() < maxRecord {
				one.Write(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "t":
				inText = false
			case "rPh":
				ruby = false
			case "si":
				if err := t.add(unescaped(one.String())); err != nil {
					return t, err
				}
			}
		}
	}
}

func (t *texts) add(s string) error {
	if t.count%textsInGroup == 0 {
		t.groups = append(t.groups, t.end+int64(len(t.buffer)))
	}
	t.count++
	t.buffer = binary.AppendUvarint(t.buffer, uint64(len(s)))
	t.buffer = append(t.buffer, s...)
	if len(t.buffer) >= textBuffer {
		return t.flush()
	}
	return nil
}

func (t *texts) flush() error {
	n, err := t.file.Write(t.buffer)
	t.end += int64(n)
	t.buffer = t.buffer[:0]
	if err != nil {
		return fmt.Errorf("cannot write a temporary file: %w", err)
	}
	return nil
}

// get is the n-th text, from 0.
func (t *texts) get(n int) (string, bool, error) {
	if t == nil || n < 0 || n >= t.count {
		return "", false, nil
	}
	group := n / textsInGroup
	if group != t.last {
		until := t.end
		if group+1 < len(t.groups) {
			until = t.groups[group+1]
		}
		packed := make([]byte, until-t.groups[group])
		if _, err := t.file.ReadAt(packed, t.groups[group]); err != nil {
			return "", false, fmt.Errorf("cannot read a temporary file: %w", err)
		}
		t.strings = t.strings[:0]
		for len(packed) > 0 {
			length, size := binary.Uvarint(packed)
			t.strings = append(t.strings, string(packed[size:size+int(length)]))
			packed = packed[size+int(length):]
		}
		t.last = group
	}
	return t.strings[n%textsInGroup], true, nil
}

func (t *texts) close() error {
	if t == nil {
		return nil
	}
	return t.file.Close()
}
