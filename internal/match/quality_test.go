package match_test

import (
	"strconv"
	"testing"

	"employerhub/internal/match"
	"employerhub/internal/match/labelled"
)

// The weights were chosen by the other half of the first seed; none of these records had a say.
func TestPairsOfLabelledRecordsAreRightNineteenTimesOfTwentyAndMostAreFound(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{1, 2} {
		var records []match.Prepared
		var clusters []string
		for _, r := range labelled.Make(seed, 4000) {
			if r.Judged {
				records, clusters = append(records, match.Prepare(r.Record)), append(clusters, strconv.Itoa(r.Cluster))
			}
		}
		got := match.Curve(match.Pairs(records, match.Likely), clusters, []float64{match.Likely})[0]
		t.Logf("seed %d, %d records: precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", seed, len(records), got.Precision, got.Recall, got.Right, got.Wrong, got.Missed)
		if got.Precision < 0.95 || got.Recall < 0.85 {
			t.Errorf("precision %.3f, recall %.3f; want at least 0.95 and 0.85", got.Precision, got.Recall)
		}
	}
}

// A public list may have no more than names and addresses.
func TestPairsOfRecordsWithNamesAndAddressesAloneAreStillGood(t *testing.T) {
	t.Parallel()
	var records []match.Prepared
	var clusters []string
	for _, r := range labelled.Make(3, 4000) {
		bare := match.Record{Names: r.Names[:1], Addresses: r.Addresses}
		records, clusters = append(records, match.Prepare(bare)), append(clusters, strconv.Itoa(r.Cluster))
	}
	got := match.Curve(match.Pairs(records, match.Likely), clusters, []float64{match.Likely})[0]
	t.Logf("precision %.3f, recall %.3f", got.Precision, got.Recall)
	if got.Precision < 0.9 || got.Recall < 0.6 {
		t.Errorf("precision %.3f, recall %.3f; want at least 0.9 and 0.6", got.Precision, got.Recall)
	}
}
