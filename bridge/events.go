package bridge

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
)

const (
	// MaxEventName is the most bytes that the name of an event has.
	MaxEventName = 200
	// maxListens is how many events a document listens to.
	maxListens = 10_000
)

// Event returns the name and the clone text of the value that are the rest of an event record.
func (r Record) Event() (name, value string, err error) {
	name, value, _ = strings.Cut(r.Rest, " ")
	if err := checkEventName(name); err != nil {
		return "", "", recordSyntaxError(r.String(), err.Error())
	}
	if value == "" {
		return "", "", recordSyntaxError(r.String(), "an event has a value")
	}
	return name, value, nil
}

// EventName returns the name that is the whole rest of a listen or unlisten record.
func (r Record) EventName() (string, error) {
	if err := checkEventName(r.Rest); err != nil {
		return "", recordSyntaxError(r.String(), err.Error())
	}
	return r.Rest, nil
}

func checkEventName(name string) error {
	if name == "" || len(name) > MaxEventName || strings.ContainsAny(name, " \n") {
		return fmt.Errorf("the name of an event is a word of at most %d bytes", MaxEventName)
	}
	return nil
}

// acceptListen notes which events the page hears, and tells the backend, which sends no others.
func (d *document) acceptListen(record Record, line string, batch *batch) {
	name, err := record.EventName()
	switch {
	case err != nil:
		d.refuse(err.Error())
		d.reject(record.ID, "The name of an event is a word of at most 200 bytes.", CodeBadRecord)
		return
	case record.Kind == RecordUnlisten:
		if !d.listens[name] {
			return
		}
		delete(d.listens, name)
	case !d.permits(grant.EventCapability + name):
		d.reject(record.ID, d.notPermitted(grant.EventCapability+name), CodeEventNotAllowed)
		return
	case len(d.listens) >= maxListens:
		d.reject(record.ID, fmt.Sprintf("This page listens to too many events: %d.", maxListens), CodeTooManyReferences)
		return
	default:
		if d.listens == nil {
			d.listens = map[string]bool{}
		}
		d.listens[name] = true
	}
	switch {
	case d.router.state != backendReady: // it is told when it is ready
	case d.opened:
		d.forward(line, nil, batch)
	default:
		d.introduce(batch)
	}
}

// introduce tells the backend of the document: that it is there, and what it listens to.
func (d *document) introduce(batch *batch) {
	if d.opened {
		return
	}
	d.opened = true
	batch.add(d, Record{Kind: RecordOpen, Rest: d.description()}.String(), nil)
	for _, name := range slices.Sorted(maps.Keys(d.listens)) {
		batch.add(d, Record{Kind: RecordListen, Rest: name}.String(), nil)
	}
}

// acceptEvent passes an event of the page on, if the backend listens.
func (d *document) acceptEvent(record Record, line string, blob []byte, missing bool, batch *batch) {
	r := d.router
	name, _, err := record.Event()
	capability := grant.EventCapability + name
	switch {
	case err != nil || record.ID == 0:
		d.refuse(fmt.Sprintf("a record of kind %s makes no sense", record.Kind))
		d.reject(record.ID, "This isn't an event.", CodeBadRecord)
	case r.limits.tooLarge("", len(line), len(blob)) != "":
		d.reject(record.ID, r.limits.tooLarge("The event is", len(line), len(blob)), CodeMessageTooLarge)
	case missing:
		d.reject(record.ID, "The bytes of the event were not received.", CodeBytesMissing)
	case !d.permits(capability):
		d.reject(record.ID, d.notPermitted(capability), CodeEventNotAllowed)
	case !d.view.rate.take():
		d.refuse(r.limits.tooFast())
		d.reject(record.ID, r.limits.tooFast(), CodeTooFast)
	case r.state == backendStarting:
		if !d.enqueue("", record, blob) {
			d.reject(record.ID, "Too much is waiting for the app's backend to start.", CodeTooManyCalls)
		}
	case r.state == backendReady && r.listens[name]:
		d.forward(line, blob, batch)
	default:
		d.took(record.ID)
	}
}

// took answers an event in the place of a backend that doesn't listen.
func (d *document) took(id uint64) {
	d.ready = append(d.ready, Record{Kind: RecordTook, ID: id}.String())
}

// deliverListens takes what the backend listens to, of which no document is told.
func (r *Router) deliverListens(text string) error {
	for record, err := range ParseRecords(text) {
		if err != nil {
			return err
		}
		name, err := record.EventName()
		switch {
		case err != nil:
			return err
		case record.Kind == RecordListen:
			if r.listens == nil {
				r.listens = map[string]bool{}
			}
			r.listens[name] = true
		case record.Kind == RecordUnlisten:
			delete(r.listens, name)
		default:
			return fmt.Errorf("the backend sent %q for no document", record.Kind)
		}
	}
	return nil
}
