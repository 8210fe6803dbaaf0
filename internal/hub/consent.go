package hub

import (
	"slices"
	"time"
)

// Consent is a person's word that marketing about a topic may be sent to them. Individual subscribers get none without it.
type Consent struct {
	Topic   Topic
	GivenOn Date
	How     string
	// Wording is what the person agreed to, or where the evidence is kept.
	Wording    string
	RecordedAt time.Time
	// RecordedBy is the member of staff who recorded it; nil where the person gave it on a page of theirs.
	RecordedBy *string
	// WithdrawnOn and WithdrawnHow are nil while it holds.
	WithdrawnOn  *Date
	WithdrawnHow *string
}

// Current says that it was not withdrawn.
func (c Consent) Current() bool { return c.WithdrawnOn == nil }

// RecordConsentInput records that a person agreed to marketing about a topic.
type RecordConsentInput struct {
	PersonID PersonID
	Topic    Topic
	GivenOn  Date
	How      string
	Wording  string
}

// WithdrawConsentInput records that a person does not agree any more.
type WithdrawConsentInput struct {
	PersonID PersonID
	Topic    Topic
	How      string
}

// RemoveObjectionInput takes an objection back.
type RemoveObjectionInput struct {
	PersonID PersonID
	Topic    Topic
	Reason   string
}

const (
	maxWording = 1000
	maxReason  = 300
)

// Agree is the consent that in describes, which p gives. Errors: BAD_INPUT, also where p objects to the topic: an objection wins.
func (p Person) Agree(in RecordConsentInput, today Date) (c Consent, err error) {
	c = Consent{Topic: in.Topic, GivenOn: in.GivenOn}
	if !slices.Contains(Topics, in.Topic) {
		return c, BadInput("consent is for one topic at a time; choose which", "topic")
	}
	if in.GivenOn.After(today) {
		return c, BadInput("choose today or an earlier day", "givenOn")
	}
	for _, o := range p.Objections {
		if o.Topic == in.Topic || o.Topic == TopicAll {
			return c, BadInput("this person objected on "+DateOf(o.ReceivedAt).Words()+"; take the objection back first, if they asked for that", "topic")
		}
	}
	for _, earlier := range p.Consents {
		if earlier.Topic == in.Topic && earlier.Current() {
			return c, BadInput("this person agreed on "+earlier.GivenOn.Words()+" already", "topic")
		}
	}
	if c.How, err = requiredLine(in.How, maxHow, "say how it reached us, such as “on a form at the jobs fair”", "how"); err != nil {
		return c, err
	}
	c.Wording, err = requiredText(in.Wording, maxWording, "write down what they agreed to, or where the evidence is kept", "wording")
	return c, err
}

// Holds is the consent of p about a topic that holds. Errors: BAD_INPUT where there is none.
func (p Person) Holds(topic Topic) (Consent, error) {
	for _, c := range p.Consents {
		if c.Topic == topic && c.Current() {
			return c, nil
		}
	}
	return Consent{}, BadInput("there is no consent to withdraw", "topic")
}

// Words is what in says of how the withdrawal came in. Errors: BAD_INPUT.
func (in WithdrawConsentInput) Words() (string, error) {
	return requiredLine(in.How, maxHow, "say how it reached us, such as “by phone”", "how")
}

// TakenBack is the objection of p that in takes back, and why. Errors: BAD_INPUT where there is none, or no reason.
func (p Person) TakenBack(in RemoveObjectionInput) (Objection, string, error) {
	for _, o := range p.Objections {
		if o.Topic != in.Topic {
			continue
		}
		enter := "say why, such as “recorded for the wrong person”"
		if o.ByPerson {
			enter = "this person objected on a page of their own; say when and how they told us that they changed their mind"
		}
		why, err := requiredLine(in.Reason, maxReason, enter, "reason")
		return o, why, err
	}
	return Objection{}, "", BadInput("there is no objection to take back", "topic")
}
