package server

import (
	"context"
	"time"

	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
)

// databaseCollector asks the pool and the database when Prometheus asks the hub.
type databaseCollector struct {
	pool                       *pgxpool.Pool
	connections, waits         *prometheus.Desc
	queueJobs, queueAgeSeconds *prometheus.Desc
	messages                   *prometheus.Desc
}

func newDatabaseCollector(pool *pgxpool.Pool) *databaseCollector {
	return &databaseCollector{
		pool:            pool,
		connections:     prometheus.NewDesc("hub_database_connections", "Connections of this process by state: in use, idle, or the most there can be.", []string{"state"}, nil),
		waits:           prometheus.NewDesc("hub_database_waits_total", "Times that a query waited for a connection.", nil, nil),
		queueJobs:       prometheus.NewDesc("hub_queue_jobs", "Jobs that are not finished, by queue and state.", []string{"queue", "state"}, nil),
		queueAgeSeconds: prometheus.NewDesc("hub_queue_age_seconds", "How long the oldest job that could run has waited, by queue.", []string{"queue"}, nil),
		messages:        prometheus.NewDesc("hub_messages", "Messages that are not done with, by state; uncertain ones wait for a person.", []string{"state"}, nil),
	}
}

// Describe lists what Collect gives.
func (c *databaseCollector) Describe(to chan<- *prometheus.Desc) { prometheus.DescribeByCollect(c, to) }

// Collect reads the pool's counters, the queue and the messages.
func (c *databaseCollector) Collect(to chan<- prometheus.Metric) {
	stat := c.pool.Stat()
	gauge := prometheus.GaugeValue
	to <- prometheus.MustNewConstMetric(c.connections, gauge, float64(stat.AcquiredConns()), "in use")
	to <- prometheus.MustNewConstMetric(c.connections, gauge, float64(stat.IdleConns()), "idle")
	to <- prometheus.MustNewConstMetric(c.connections, gauge, float64(stat.MaxConns()), "most")
	to <- prometheus.MustNewConstMetric(c.waits, prometheus.CounterValue, float64(stat.EmptyAcquireCount()))

	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	queues, err := postgres.Queues(ctx, c.pool)
	if err != nil {
		to <- prometheus.NewInvalidMetric(c.queueJobs, err)
		return
	}
	for _, q := range queues {
		to <- prometheus.MustNewConstMetric(c.queueJobs, gauge, float64(q.Jobs), q.Queue, q.State)
		if q.State == "available" {
			to <- prometheus.MustNewConstMetric(c.queueAgeSeconds, gauge, q.AgeSeconds, q.Queue)
		}
	}

	messages, err := postgres.OpenMessages(ctx, c.pool)
	if err != nil {
		to <- prometheus.NewInvalidMetric(c.messages, err)
		return
	}
	for _, m := range messages {
		to <- prometheus.MustNewConstMetric(c.messages, gauge, float64(m.Messages), m.State)
	}
}
