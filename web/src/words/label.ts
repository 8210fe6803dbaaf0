import type {
  CampaignKind,
  CampaignState,
  Channel,
  EmailState,
  EmployerStatus,
  GrowthSector,
  Help,
  Horizon,
  HoldReason,
  HostingLevel,
  IdentifierScheme,
  ImportDecision,
  ImportField,
  ImportOutcome,
  ImportState,
  InvitationState,
  JourneyStage,
  LeftOutReason,
  LegalForm,
  DigestRhythm,
  MessageState,
  WorkingDay,
  MessageTextKey,
  OfferKind,
  OfferReason,
  OrganisationKind,
  PersonFunction,
  Programme,
  QuestionnaireVersionState,
  ReferralState,
  ResponseState,
  Role,
  ScoreTheme,
  SendWindow,
  SizeBand,
  SkillsNeedKind,
  SkillsNeedStatus,
  Theme,
  Topic,
} from '../gql/graphql';

/** What people read for every value of the API's enumerations. */

export const status: Record<EmployerStatus, string> = { PROSPECT: 'Prospect', ENGAGED: 'Engaged', DORMANT: 'Dormant', CLOSED: 'Closed' };

export const sizeBand: Record<SizeBand, string> = { MICRO: 'Micro', SMALL: 'Small', MEDIUM: 'Medium', LARGE: 'Large' };

export const legalForm: Record<LegalForm, string> = {
  PRIVATE_LIMITED: 'Private limited company',
  PUBLIC_LIMITED: 'Public limited company',
  LLP: 'Limited liability partnership',
  SCOTTISH_PARTNERSHIP: 'Scottish partnership',
  OTHER_CORPORATE: 'Other corporate body',
  PUBLIC_BODY: 'Public body',
  CHARITY: 'Charity that is not a company',
  SOLE_TRADER: 'Sole trader',
  PARTNERSHIP: 'Partnership',
  UNKNOWN: 'Not known',
};

export const growthSector: Record<GrowthSector, string> = {
  ADVANCED_MANUFACTURING: 'Advanced Manufacturing',
  CLEAN_ENERGY: 'Clean Energy Industries',
  CREATIVE: 'Creative Industries',
  DEFENCE: 'Defence',
  DIGITAL: 'Digital and Technologies',
  FINANCIAL_SERVICES: 'Financial Services',
  LIFE_SCIENCES: 'Life Sciences',
  PROFESSIONAL_SERVICES: 'Professional and Business Services',
};

export const identifierScheme: Record<IdentifierScheme, string> = {
  COMPANIES_HOUSE: 'Company number',
  CHARITY_ENGLAND_WALES: 'Charity (England and Wales)',
  CHARITY_SCOTLAND: 'Charity (Scotland)',
  CHARITY_NORTHERN_IRELAND: 'Charity (Northern Ireland)',
  UKPRN: 'UKPRN',
  URN: 'URN of a school',
};

export const channel: Record<Channel, string> = { MEETING: 'Meeting', CALL: 'Call', EMAIL: 'E-mail', VISIT: 'Visit', EVENT: 'Event', SERVICE: 'Service' };

/** The channel as what a partner did: the Chamber called. */
export const channelDone: Record<Channel, string> = {
  MEETING: 'met them',
  CALL: 'called',
  EMAIL: 'e-mailed',
  VISIT: 'visited',
  EVENT: 'met them at an event',
  SERVICE: 'delivered a service',
};

export const theme: Record<Theme, string> = {
  RECRUITMENT: 'Recruitment',
  SKILLS: 'Skills',
  APPRENTICESHIPS: 'Apprenticeships',
  PLACEMENTS: 'Placements',
  GOOD_WORK: 'Good work',
  GROWTH: 'Growth',
  REDUNDANCY: 'Redundancy',
  NETWORK: 'Network',
  SCHOOLS: 'Schools',
  OTHER: 'Other',
};

export const personFunction: Record<PersonFunction, string> = {
  OWNER: 'Owner or managing director',
  HR_DIRECTOR: 'HR director',
  HR: 'HR or training',
  PLACEMENT_CONTACT: 'Placement contact',
  OPERATIONS: 'Operations',
  OTHER: 'Other',
};

/** What is known about an address from the mail that was sent to it. */
export const emailState: Record<EmailState, string> = { UNKNOWN: 'no mail sent yet', DELIVERABLE: 'mail arrives', SOFT_BOUNCED: 'refused mail for now', HARD_BOUNCED: 'refuses mail for good', COMPLAINED: 'complained about our mail' };

/** States of an address that somebody must know about before writing; the usual ones say nothing. */
export const emailTrouble: Partial<Record<EmailState, string>> = {
  SOFT_BOUNCED: 'Mail was refused for now',
  HARD_BOUNCED: 'Mail comes back: nothing more is sent',
  COMPLAINED: 'Complained about our mail: nothing more is sent',
};

export const topic: Record<Topic, string> = {
  ALL: 'Everything',
  DIAGNOSTICS: 'Surveys and diagnostics',
  NETWORK: 'Networks and meetings',
  PLACEMENTS: 'Placements',
  ACCREDITATIONS: 'Disability Confident and other accreditations',
};

export const needKind: Record<SkillsNeedKind, string> = {
  SKILL_SHORTAGE_VACANCY: 'Skill-shortage vacancy',
  HARD_TO_FILL_VACANCY: 'Hard-to-fill vacancy',
  SKILLS_GAP: 'Skills gap',
  UPSKILLING: 'Upskilling',
  FUTURE_NEED: 'Future need',
};

export const needStatus: Record<SkillsNeedStatus, string> = {
  DRAFT: 'To be confirmed',
  OPEN: 'Open',
  MATCHED: 'Matched',
  IN_PROGRESS: 'In progress',
  MET: 'Met',
  WITHDRAWN: 'Withdrawn',
};

export const horizon: Record<Horizon, string> = { NOW: 'Now', TWELVE_MONTHS: 'In the next 12 months', THREE_YEARS: 'In the next 3 years' };

export const campaignState: Record<CampaignState, string> = { DRAFT: 'Draft', RUNNING: 'Running', PAUSED: 'Paused', CLOSED: 'Closed', CANCELLED: 'Cancelled' };

export const invitationState: Record<InvitationState, string> = {
  OPEN: 'Not answered yet',
  SUBMITTED: 'Answered',
  DECLINED: 'Said not now',
  OBJECTED: 'Objected',
  LEFT: 'Has left the employer',
  BOUNCED: 'Mail comes back',
  NO_CONSENT: 'No consent to marketing',
  ANSWERED: 'A colleague answered',
  CLOSED: 'Closed without an answer',
};

export const digestRhythm: Record<DigestRhythm, string> = { DAILY: 'Every working day', WEEKLY: 'Once a week', NONE: 'Not at all' };

export const workingDay: Record<WorkingDay, string> = { MONDAY: 'Monday', TUESDAY: 'Tuesday', WEDNESDAY: 'Wednesday', THURSDAY: 'Thursday', FRIDAY: 'Friday' };

export const messageState: Record<MessageState, string> = {
  DUE: 'Waiting to be sent',
  CLAIMED: 'Being sent',
  HANDED_OVER: 'Being sent',
  ACCEPTED: 'Sent',
  DELIVERED: 'Delivered',
  REJECTED: 'Refused by the mail server',
  BOUNCED: 'Came back',
  COMPLAINED: 'The person complained',
  CANCELLED: 'Not sent',
  UNCERTAIN: 'May have been sent',
};

/** The steps that a campaign can be taken, as buttons and what they lead to. */
export const campaignStep: Partial<Record<CampaignState, { action: string; title: string; told: string }>> = {
  PAUSED: { action: 'Pause', title: 'Pause this campaign', told: 'Nothing goes out until somebody resumes it. Answers are taken meanwhile.' },
  RUNNING: { action: 'Resume', title: 'Resume this campaign', told: 'What waits goes out in its hours.' },
  CLOSED: { action: 'Close', title: 'Close this campaign', told: 'Nobody can answer or is reminded any more. This cannot be undone.' },
  CANCELLED: { action: 'Cancel campaign', title: 'Cancel this campaign', told: 'As closing, and it does not count against the contact budget. This cannot be undone.' },
};

export const responseState: Record<ResponseState, string> = { IN_PROGRESS: 'Part done', SUBMITTED: 'Sent', REOPENED: 'Opened again' };

export const versionState: Record<QuestionnaireVersionState, string> = { DRAFT: 'Draft', PUBLISHED: 'Published', RETIRED: 'Retired' };

export const campaignKind: Record<CampaignKind, string> = {
  MARKETING: 'Marketing, or we are not sure',
  RESEARCH: 'Research',
  SERVICE: 'Part of a service that they have',
};

export const sendWindow: Record<SendWindow, string> = {
  SURVEY: 'Tuesday to Thursday, 09:30 to 16:00',
  OPERATIONAL: 'Any working day, 08:00 to 18:00',
  ANY: 'Any time',
};

export const textKey: Record<MessageTextKey, string> = {
  INVITATION: 'Invitation',
  REMINDER_NOT_STARTED: 'Reminder, not started',
  REMINDER_PART_DONE: 'Reminder, part done',
  HANDOVER: 'To a colleague, after a hand-over',
};

export const holdReason: Record<HoldReason, string> = {
  REDUNDANCY: 'Redundancies',
  FATALITY: 'A death at work',
  DISPUTE: 'A dispute',
  OTHER: 'Another reason',
};

export const leftOutReason: Record<LeftOutReason, string> = {
  CLOSED: 'Closed',
  NO_ADDRESS: 'Nobody there with an e-mail address',
  OBJECTED: 'Everybody with an address objected',
  BOUNCED: 'Mail comes back, or they complained',
  SUPPRESSED: 'The address is on the suppression list',
  INDIVIDUAL_SUBSCRIBER: 'Sole trader, partnership or unknown legal form, and no consent',
  ADDRESS_INVALID: 'No address of anybody there can be one',
  CONTACTED_BY_PARTNER: 'A partner was in touch lately, unasked',
  ON_HOLD: 'On hold',
  OVER_BUDGET: 'Asked often enough in the last 90 days',
  ALREADY_INVITED: 'Already has an open invitation',
};

export const programme: Record<Programme, string> = {
  WORK_EXPERIENCE: 'Work experience',
  T_LEVEL: 'T Level industry placement',
  WORK_ACADEMY: 'Work academy',
  SUPPORTED_INTERNSHIP: 'Supported internship',
  WORK_TRIAL: 'Work trial',
  WORK_READY: 'Work Ready placement',
  FUNDED_PLACEMENT: 'Funded placement',
  WORK_SIMULATION: 'Work simulation',
  VOLUNTEERING: 'Volunteering',
};

export const hostingLevel: Record<HostingLevel, string> = { LOOKING: 'could host now', OPEN: 'interested', NOT_NOW: 'not now', ORGANISED: 'already organised' };

export const journeyStage: Record<JourneyStage, string> = {
  NOT_DISCUSSED: 'Has not heard of it',
  AWARE: 'Knows of it',
  WORKING_TOWARDS: 'Works towards it',
  APPLIED: 'Has applied',
  COMMITTED: 'Committed (level 1)',
  EMPLOYER: 'Employer (level 2)',
  LEADER: 'Leader (level 3)',
};

export const scoreTheme: Record<ScoreTheme, string> = {
  RECRUITMENT: 'Recruitment',
  SKILLS: 'Skills of staff',
  TRAINING: 'Training',
  FUTURE: 'The next 3 years',
  PIPELINE: 'Interest in young people',
  GOOD_WORK: 'Good work',
};

export const help: Record<Help, string> = {
  RECRUITMENT: 'Help with recruitment',
  WORK_ACADEMY: 'A work academy',
  BOOTCAMP: 'A Skills Bootcamp',
  SKILLS_BANK: 'Skills Bank',
  ADVANCE: 'Advance',
  FUNDING: 'Funding for training',
  SHORT_COURSE: 'Short courses',
  ADVISER: 'A skills adviser',
  APPRENTICESHIP_HUB: 'The Apprenticeship Hub',
  LEVY_TRANSFER: 'Transfer of levy funds',
  ACCESS_TO_WORK: 'Access to Work',
  OCCUPATIONAL_HEALTH: 'Occupational health',
};

export const importState: Record<ImportState, string> = {
  MAPPING: 'Columns to be named',
  QUEUED: 'Waiting to start',
  RUNNING: 'Being read',
  PREVIEWED: 'Tried out',
  FINISHED: 'Finished',
  FAILED: 'Failed',
  DISCARDED: 'Dropped',
  UNDONE: 'Undone',
};

export const importOutcome: Record<ImportOutcome, string> = {
  CREATED: 'New',
  UPDATED: 'Changed',
  UNCHANGED: 'Unchanged',
  REJECTED: 'Rejected',
  POSSIBLE_DUPLICATE: 'Possible duplicates',
};

export const importField: Record<ImportField, string> = {
  EMPLOYER_NAME: 'Employer: name',
  TRADING_NAME: 'Employer: trading name',
  COMPANY_NUMBER: 'Employer: company number',
  CHARITY_NUMBER: 'Employer: charity number',
  UKPRN: 'Employer: UKPRN',
  URN: 'Employer: school number (URN)',
  LEGAL_FORM: 'Employer: legal form',
  WEBSITE: 'Employer: website',
  POSTCODE: 'Employer: postcode',
  HEADCOUNT: 'Employer: headcount',
  SITE_NAME: 'Site: name',
  SITE_ADDRESS: 'Site: address line',
  SITE_POSTCODE: 'Site: postcode',
  SITE_HEADCOUNT: 'Site: headcount',
  PERSON_NAME: 'Person: whole name',
  PERSON_FIRST_NAME: 'Person: first name',
  PERSON_LAST_NAME: 'Person: last name',
  PERSON_EMAIL: 'Person: e-mail',
  PERSON_PHONE: 'Person: telephone',
  PERSON_JOB_TITLE: 'Person: job title',
};

export const importDecision: Record<ImportDecision, string> = { LEAVE_OUT: 'Leave it out', UPDATE: 'It is the same', CREATE: 'It is another' };

export const role: Record<Role, string> = { ENGAGEMENT: 'Engagement', PLACEMENTS: 'Placements', MANAGER: 'Manager', ANALYST: 'Analyst', ADMIN: 'Administrator' };

export const offerKind: Record<OfferKind, string> = {
  APPRENTICESHIP: 'Apprenticeship',
  BOOTCAMP: 'Bootcamp',
  SHORT_COURSE: 'Short course',
  ADVICE: 'Advice',
  FUNDING: 'Funding',
  OCCUPATIONAL_HEALTH: 'Occupational health',
};

export const offerReason: Record<OfferReason, string> = {
  SKILL: 'teaches a skill that is lacking',
  OCCUPATION: 'names the job',
  SECTOR: 'made for the sector',
  KIND: 'usual help for such a need',
};

export const referralState: Record<ReferralState, string> = { OPEN: 'Waits for an answer', ACCEPTED: 'Accepted', DECLINED: 'Declined', COMPLETED: 'Completed' };

export const organisationKind: Record<OrganisationKind, string> = {
  COUNCIL: 'Council',
  CHAMBER: 'Chamber of Commerce',
  GROWTH_HUB: 'Growth Hub',
  CAREERS_HUB: 'Careers Hub',
  JOBCENTRE: 'Jobcentre Plus',
  COLLEGE: 'College or university',
  PROVIDER: 'Provider of training or support',
  OTHER: 'Other partner',
};

/** A table of words as the choices of a select. */
export const choices = <Value extends string>(words: Record<Value, string>): { value: Value; label: string }[] =>
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));
