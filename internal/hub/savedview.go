package hub

import (
	"fmt"
	"net/url"
	"strings"
)

const (
	maxViewName    = 60   // characters
	maxViewAddress = 2000 // characters
	// MaxSavedViews is how many a user may keep.
	MaxSavedViews = 100
)

// SavedView is the list of employers as a user set it, under a name.
type SavedView struct {
	ID   SavedViewID
	Name string
	// Address is the query part of the list's address: search, filter, order and columns.
	Address string
	// Shared says that the user's colleagues see it too.
	Shared  bool
	Owner   User
	Version int
}

// SaveViewInput asks to keep a list under a name.
type SaveViewInput struct {
	Name    string
	Address string
	Shared  bool
}

// UpdateSavedViewInput changes a view of one's own; what is absent stays.
type UpdateSavedViewInput struct {
	ID      SavedViewID
	Version int
	Name    Optional[string]
	Address Optional[string]
	Shared  Optional[bool]
}

// NewSavedView is the view that in describes. Errors: BAD_INPUT.
func NewSavedView(in SaveViewInput, owner User) (v SavedView, err error) {
	v = SavedView{ID: NewSavedViewID(), Shared: in.Shared, Owner: owner, Version: 1}
	if err = v.setName(in.Name); err == nil {
		err = v.setAddress(in.Address)
	}
	return v, err
}

// Update makes the changes that in asks for. Errors: CONFLICT where v is not the version that the caller read, BAD_INPUT.
func (v *SavedView) Update(in UpdateSavedViewInput) error {
	if in.Version != v.Version {
		return changedSince("view")
	}
	for _, refused := range []error{notCleared(in.Name, "name"), notCleared(in.Address, "address"), notCleared(in.Shared, "shared")} {
		if refused != nil {
			return refused
		}
	}
	if in.Name.IsSet() {
		if err := v.setName(*in.Name.Value()); err != nil {
			return err
		}
	}
	if in.Shared.IsSet() {
		v.Shared = *in.Shared.Value()
	}
	if in.Address.IsSet() {
		return v.setAddress(*in.Address.Value())
	}
	return nil
}

func (v *SavedView) setName(name string) (err error) {
	v.Name, err = requiredLine(name, maxViewName, "enter a name for the view", "name")
	return err
}

// setAddress takes an address as the list writes it. The page that somebody is on and the form that is open are not part of a view.
func (v *SavedView) setAddress(address string) error {
	address = strings.TrimPrefix(address, "?")
	if len(address) > maxViewAddress {
		return BadInput(fmt.Sprintf("the list's address is longer than %d characters; choose less in its filter", maxViewAddress), "address")
	}
	said, err := url.ParseQuery(address)
	if err != nil {
		return BadInput("this is not the query part of an address, such as status=ENGAGED&led=no", "address")
	}
	said.Del("after")
	said.Del("add")
	v.Address = strings.ReplaceAll(said.Encode(), "%2C", ",")
	return nil
}
