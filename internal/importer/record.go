package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxRecord bounds a row in bytes, quotes and line breaks included. Real rows are under 4 KiB.
const maxRecord = 64 << 10

// recordReader splits CSV text into records in constant memory. encoding/csv would do for good files, but it reads on to the
// end of the file where a quote is never closed; this one gives up one line and goes on with the next.
type recordReader struct {
	// comma separates the fields; a comma, a semicolon, a tab or a bar.
	comma      byte
	src        io.Reader
	srcErr     error
	buf        []byte
	start, end int
	line       int // of buf[start], from 1
	read       int64
	fields     [][]byte
	unescaped  []byte
}

// record is one row as it stands in the file. Its slices are good until the next call.
type record struct {
	line    int
	raw     []byte
	fields  [][]byte
	problem string // why the row is not CSV; fields are then empty
}

func newRecordReader(src io.Reader) *recordReader {
	return &recordReader{comma: ',', src: src, buf: make([]byte, 2*maxRecord), line: 1}
}

// peek returns up to n bytes that are still to be read.
func (r *recordReader) peek(n int) ([]byte, error) {
	for r.end-r.start < n && r.srcErr == nil {
		r.fill()
	}
	if r.srcErr != nil && !errors.Is(r.srcErr, io.EOF) {
		return nil, fmt.Errorf("cannot read the file: %w", r.srcErr)
	}
	return r.buf[r.start:min(r.end, r.start+n)], nil
}

// next returns the next record that is not an empty line. Errors: io.EOF, and those of the source.
func (r *recordReader) next() (record, error) {
	for {
		window, err := r.peek(maxRecord + 1)
		if err != nil {
			return record{}, err
		}
		if len(window) == 0 {
			return record{}, io.EOF
		}
		length, problem := r.split(window)
		if problem != "" {
			return r.skipLine(problem)
		}
		rec := record{line: r.line, raw: bytes.TrimRight(window[:length], "\r\n"), fields: r.fields}
		r.advance(length)
		if len(rec.raw) > 0 {
			return rec, nil
		}
	}
}

// split finds the fields of the record at the start of b and returns its length with the line break.
func (r *recordReader) split(b []byte) (length int, problem string) {
	r.fields, r.unescaped = r.fields[:0], r.unescaped[:0]
	for i := 0; ; {
		if i < len(b) && b[i] == '"' {
			field, after, problem := r.quoted(b, i+1)
			if problem != "" {
				return 0, problem
			}
			r.fields = append(r.fields, field)
			i = after
		} else {
			stop := i
			for stop < len(b) && b[stop] != r.comma && b[stop] != '\n' {
				stop++
			}
			stop -= i
			r.fields = append(r.fields, bytes.TrimSuffix(b[i:i+stop], []byte("\r")))
			i += stop
		}
		switch {
		case i < len(b) && b[i] == r.comma:
			i++
		case i < len(b):
			return i + 1, ""
		case len(b) > maxRecord:
			return 0, fmt.Sprintf("the row is longer than %d KiB", maxRecord>>10)
		default: // the last line has no line break
			return i, ""
		}
	}
}

// quoted reads from behind an opening quote and returns the place behind the closing one: a separator, a line break or the end.
func (r *recordReader) quoted(b []byte, from int) (field []byte, after int, problem string) {
	first := len(r.unescaped)
	for i := from; ; {
		quote := bytes.IndexByte(b[i:], '"')
		if quote < 0 {
			return nil, 0, "a quotation mark is opened and not closed"
		}
		i += quote
		rest := b[i+1:]
		switch {
		case len(rest) > 0 && rest[0] == '"':
			r.unescaped = append(r.unescaped, b[from:i+1]...)
			i += 2
			from = i
		case len(rest) == 0 || rest[0] == r.comma || rest[0] == '\n':
			return r.finish(b[from:i], first), i + 1, ""
		case len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
			return r.finish(b[from:i], first), i + 2, ""
		default:
			return nil, 0, "a quotation mark inside a quoted field is not doubled"
		}
	}
}

// finish joins the last piece of a quoted field to the pieces before its doubled quotes.
func (r *recordReader) finish(last []byte, first int) []byte {
	if len(r.unescaped) == first {
		return last
	}
	r.unescaped = append(r.unescaped, last...)
	return r.unescaped[first:]
}

// skipLine gives up the line at the start of the window, so that one stray quote costs one row.
func (r *recordReader) skipLine(problem string) (record, error) {
	rec := record{line: r.line, problem: problem}
	for {
		window, err := r.peek(maxRecord)
		if err != nil {
			return record{}, err
		}
		line, _, ended := bytes.Cut(window, []byte("\n"))
		if rec.raw == nil {
			rec.raw = bytes.Clone(line)
		}
		if ended {
			r.advance(len(line) + 1)
			return rec, nil
		}
		if len(window) == 0 {
			return rec, nil
		}
		r.advance(len(window))
	}
}

func (r *recordReader) advance(n int) {
	r.line += bytes.Count(r.buf[r.start:r.start+n], []byte("\n"))
	r.start += n
	r.read += int64(n)
}

// fill moves what is left to the front of the buffer and reads on behind it.
func (r *recordReader) fill() {
	r.end = copy(r.buf, r.buf[r.start:r.end])
	r.start = 0
	n, err := r.src.Read(r.buf[r.end:])
	r.end += n
	r.srcErr = err
}
