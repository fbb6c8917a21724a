package content

// The standard parts are asked in every unit, so that authors do not write
// them again.
const (
	RatePrompt       = "Which of these could someone have seen here in the last four weeks?"
	ConfidencePrompt = "How sure?"
	EvidencePrompt   = "Resting on"
	ThenPrompt       = "Knowing what you know now, which level were you really at then?"
	DisagreePrompt   = "Level 4 resting on memory alone: what would someone who disagrees point to?"
	NotEnoughPrompt  = "A good answer. The Test step is where you find out more."

	StepBackPrompt = "Step back, if it helps: write the next answer about yourself by name, or as \"you\", as a fair colleague who was watching would."
	ReasonsPrompt  = "Give two reasons your rating could be wrong."

	WhoPrompt       = "Whom will you ask? A role, not a name."
	AskPrompt       = "What will you ask?"
	PredictedPrompt = "Before you ask, what do you think they will say?"
	HeardPrompt     = "Later: what did they say?"
	GapPrompt       = "Where the two differ is the part worth a second look."

	WhenPrompt     = "When"
	WillPrompt     = "I will"
	ObstaclePrompt = "What could stop it?"
	FallbackPrompt = "If so, I will"
	WitnessPrompt  = "Who will know (a role)"
	DuePrompt      = "Return on"

	WorkingPrompt = "What is already working that this could build on?"

	// WordsGuard and UseGuard are shown once at the first run and at the
	// start of every group (guards c and d).
	WordsGuard = "Use roles or initials, and nothing that could identify a child. If something is a safeguarding, health or employment matter, stop and use your organisation's procedure."
	UseGuard   = "This is for your own learning. Do not use it for appraisal, ranking or inspection files."
)

// Option is one answer of a short fixed list.
type Option struct {
	Name  string // kept in the database: never changed
	Title string
}

// Confidences lists how sure a rating can be, least first.
var Confidences = [...]Option{
	{"unsure", "unsure"},
	{"fairly", "fairly"},
	{"very", "very"},
}

// EvidenceKinds lists the things that a rating may rest on, weakest first.
var EvidenceKinds = [...]Option{
	{"memory", "memory"},
	{"example", "one dated example"},
	{"data", "a document or data"},
	{"account", "someone else's account"},
	{"sources", "two independent sources"},
}
