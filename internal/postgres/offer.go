package postgres

import (
	"context"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const offerColumns = `o.id, o.provider_id, o.title, o.kind, o.level, o.summary, o.sectors, o.skills, o.eligibility, o.funding, o.starts_on, o.ends_on,
	o.contact, o.link, o.reference, o.checked_on, o.withdrawn_on, o.version`

// offerWhere are the conditions of a filter; today decides what is past.
func offerWhere(f hub.OfferFilter, today hub.Date, args pgx.StrictNamedArgs) string {
	where := []string{"true"}
	narrow := func(asked bool, sql, name string, value any) {
		if asked {
			where = append(where, sql)
			args[name] = value
		}
	}
	if f.Search != nil {
		if terms := hub.SearchTerms(*f.Search); len(terms) > 0 {
			narrow(true, `o.search @@ @search::tsquery`, "search", prefixQuery(terms))
		}
	}
	narrow(len(f.KindIn) > 0, `o.kind = ANY (@kinds)`, "kinds", f.KindIn)
	narrow(len(f.SectorIn) > 0, `(o.sectors && @sectors OR o.sectors = '{}')`, "sectors", f.SectorIn)
	narrow(len(f.ProviderIn) > 0, `o.provider_id = ANY (@providers)`, "providers", f.ProviderIn)
	narrow(f.Level != nil, `o.level = @level`, "level", f.Level)
	narrow(f.Past == nil || !*f.Past, stillOffered, "today", today)
	return strings.Join(where, " AND ")
}

// stillOffered says that offer o has neither ended nor been withdrawn.
const stillOffered = `o.withdrawn_on IS NULL AND (o.ends_on IS NULL OR o.ends_on >= @today)`

type offerInList struct {
	hub.Offer
	Key string
}

// Offers reads a page by title. Errors: BAD_INPUT for a cursor of another list.
func Offers(ctx context.Context, q Querier, filter hub.OfferFilter, today hub.Date, page hub.Page) (hub.List[hub.Offer], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("offers", page, `(o.title_key, o.id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.Offer]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT `+offerColumns+`, o.title_key AS key FROM offer o
		WHERE `+offerWhere(filter, today, args)+` AND `+after+`
		ORDER BY o.title_key, o.id LIMIT @limit`, args)
	return listOf(rows, err, page, "offers", func(o offerInList) (hub.Offer, hub.Cursor) {
		return o.Offer, hub.Cursor{List: "offers", Key: o.Key, ID: o.ID.UUID}
	})
}

// CountOffers counts all that filter finds.
func CountOffers(ctx context.Context, q Querier, filter hub.OfferFilter, today hub.Date) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM offer o WHERE `+offerWhere(filter, today, args), args)
	return one[int](rows, err, "cannot count offers")
}

// OffersByID reads those of ids that exist, in no order.
func OffersByID(ctx context.Context, q Querier, ids []hub.OfferID) ([]hub.Offer, error) {
	rows, err := q.Query(ctx, `SELECT `+offerColumns+` FROM offer o WHERE o.id = ANY (@ids) ORDER BY o.id`, pgx.StrictNamedArgs{"ids": ids})
	return all[hub.Offer](rows, err, "cannot read offers")
}

// OffersOf reads every offer of a provider, and keeps others from changing them until tx ends.
func OffersOf(ctx context.Context, tx pgx.Tx, id hub.ProviderID) ([]hub.Offer, error) {
	rows, err := tx.Query(ctx, `SELECT `+offerColumns+` FROM offer o WHERE o.provider_id = @id ORDER BY o.id FOR UPDATE`, pgx.StrictNamedArgs{"id": id})
	return all[hub.Offer](rows, err, "cannot read a provider's offers")
}

// OfferForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func OfferForUpdate(ctx context.Context, tx pgx.Tx, id hub.OfferID) (hub.Offer, error) {
	rows, err := tx.Query(ctx, `SELECT `+offerColumns+` FROM offer o WHERE o.id = @id FOR UPDATE`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.Offer](rows, err, "offer")
}

// OfferReferred finds the offer of this reference on the regional platform. Errors: NOT_FOUND.
func OfferReferred(ctx context.Context, tx pgx.Tx, reference string) (hub.Offer, error) {
	rows, err := tx.Query(ctx, `SELECT `+offerColumns+` FROM offer o WHERE o.reference = @reference FOR UPDATE`, pgx.StrictNamedArgs{"reference": reference})
	return exactlyOne[hub.Offer](rows, err, "offer")
}

// InsertOffer adds one, found by words. Errors: NOT_FOUND for the provider; CONFLICT where the reference is taken.
func InsertOffer(ctx context.Context, tx pgx.Tx, o hub.Offer, words string) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO offer (id, provider_id, title, title_key, kind, level, summary, sectors, skills, eligibility, funding, starts_on, ends_on, contact, link,
			reference, checked_on, withdrawn_on, search_words, version)
		VALUES (@id, @provider, @title, @key, @kind, @level, @summary, @sectors, @skills, @eligibility, @funding, @starts, @ends, @contact, @link,
			@reference, @checked, @withdrawn, @words, @version)`, offerArgs(o, words))
	if err != nil {
		return explain(err, "cannot add an offer")
	}
	return nil
}

// SetOffer writes everything of an offer. Errors: as InsertOffer.
func SetOffer(ctx context.Context, tx pgx.Tx, o hub.Offer, words string) error {
	_, err := tx.Exec(ctx, `
		UPDATE offer SET provider_id = @provider, title = @title, title_key = @key, kind = @kind, level = @level, summary = @summary, sectors = @sectors,
			skills = @skills, eligibility = @eligibility, funding = @funding, starts_on = @starts, ends_on = @ends, contact = @contact, link = @link,
			reference = @reference, checked_on = @checked, withdrawn_on = @withdrawn, search_words = @words, version = @version
		WHERE id = @id`, offerArgs(o, words))
	if err != nil {
		return explain(err, "cannot change an offer")
	}
	return nil
}

func offerArgs(o hub.Offer, words string) pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"id": o.ID, "provider": o.ProviderID, "title": o.Title, "key": hub.NameKey(o.Title), "kind": o.Kind, "level": o.Level, "summary": o.Summary,
		"sectors": o.Sectors, "skills": o.Skills, "eligibility": o.Eligibility, "funding": o.Funding, "starts": o.StartsOn, "ends": o.EndsOn,
		"contact": o.Contact, "link": o.Link, "reference": o.Reference, "checked": o.CheckedOn, "withdrawn": o.WithdrawnOn, "words": words, "version": o.Version,
	}
}

// OfferCandidate is an offer with a word in common with a need.
type OfferCandidate struct {
	NeedID hub.SkillsNeedID
	hub.Offer
}

// OfferCandidates finds for each need the offers that have a word which begins with one of its terms, a hundred at most, and
// that were not put to it already.
func OfferCandidates(ctx context.Context, q Querier, needs []hub.SkillsNeed, today hub.Date) ([]OfferCandidate, error) {
	var ids []hub.SkillsNeedID
	var queries []string
	for _, n := range needs {
		var terms []string
		for _, term := range n.OfferTerms() {
			terms = append(terms, prefixQuery([]string{term}))
		}
		if len(terms) > 0 {
			ids, queries = append(ids, n.ID), append(queries, strings.Join(terms, " | "))
		}
	}
	rows, err := q.Query(ctx, `
		SELECT n.id AS need_id, o.*
		FROM unnest(@ids::uuid[], @queries::text[]) n (id, query)
		CROSS JOIN LATERAL (
			SELECT `+offerColumns+` FROM offer o
			WHERE o.search @@ n.query::tsquery AND `+stillOffered+`
				AND NOT EXISTS (SELECT FROM skills_need_offer m WHERE m.skills_need_id = n.id AND m.offer_id = o.id)
			ORDER BY o.id LIMIT 100
		) o
		ORDER BY n.id, o.id`, pgx.StrictNamedArgs{"ids": ids, "queries": queries, "today": today})
	return all[OfferCandidate](rows, err, "cannot look for offers")
}

// OffersMatched reads what was put to these needs, the first first. Who may see a need sees its offers.
func OffersMatched(ctx context.Context, q Querier, viewer Viewer, needs []hub.SkillsNeedID) ([]hub.MatchedOffer, error) {
	args := pgx.StrictNamedArgs{"ids": needs}
	rows, err := q.Query(ctx, `
		SELECT m.skills_need_id AS need_id, `+offerColumns+`
		FROM skills_need_offer m JOIN offer o ON o.id = m.offer_id JOIN skills_need n ON n.id = m.skills_need_id
		WHERE m.skills_need_id = ANY (@ids) AND `+viewer.sight(args).need("n")+`
		ORDER BY m.matched_at, o.id`, args)
	return all[hub.MatchedOffer](rows, err, "cannot read matched offers")
}

// MatchOffer puts an offer to a need, once.
func MatchOffer(ctx context.Context, tx pgx.Tx, need hub.SkillsNeed, offer hub.OfferID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO skills_need_offer (skills_need_id, offer_id, matched_at) VALUES (@need, @offer, now())
		ON CONFLICT DO NOTHING`, pgx.StrictNamedArgs{"need": need.ID, "offer": offer})
	if err != nil {
		return explain(err, "cannot match an offer")
	}
	return nil
}

// UnmatchOffer takes an offer back from a need, and says whether others are left.
func UnmatchOffer(ctx context.Context, tx pgx.Tx, need hub.SkillsNeedID, offer hub.OfferID) (bool, error) {
	rows, err := tx.Query(ctx, `
		WITH gone AS (DELETE FROM skills_need_offer WHERE skills_need_id = @need AND offer_id = @offer)
		SELECT EXISTS (SELECT FROM skills_need_offer WHERE skills_need_id = @need AND offer_id <> @offer)`,
		pgx.StrictNamedArgs{"need": need, "offer": offer})
	return one[bool](rows, err, "cannot take an offer back")
}
