// Package faults kills the hub's processes and cuts its lines while it sends, and counts what became of every message. Its tests
// need bin/hub and some time, so they run by `make test-faults` only.
package faults
