package server

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"employerhub/graph"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what Prometheus reads at /metrics.
type metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.HistogramVec
	operations *prometheus.HistogramVec
}

func newMetrics(pool *pgxpool.Pool) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "hub_http_request_seconds",
			Help:    "Time to answer a request, streams not counted.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"method", "route", "status"}),
		operations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "hub_graphql_operation_seconds",
			Help:    "Time to carry out a GraphQL operation. Those of the front end by name, all others together.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"operation", "kind", "outcome"}),
	}
	m.registry.MustRegister(
		m.requests,
		m.operations,
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		newDatabaseCollector(pool),
	)
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// knownMethods keep callers from making up a series with every request.
var knownMethods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// request counts one that is answered. r carries the pattern that it matched.
func (m *metrics) request(r *http.Request, status int, took time.Duration) {
	if status == http.StatusSwitchingProtocols {
		return
	}
	method := r.Method
	if !slices.Contains(knownMethods, method) {
		method = "other"
	}
	m.requests.WithLabelValues(method, r.Pattern, strconv.Itoa(status)).Observe(took.Seconds())
}

// operation counts one of the API's.
func (m *metrics) operation(o graph.Operation) {
	m.operations.WithLabelValues(o.Name, o.Kind, o.Outcome).Observe(o.Took.Seconds())
}
