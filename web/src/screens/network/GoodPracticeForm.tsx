import { Alert, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddGoodPracticeDocument, GoodPracticeChoicesDocument, type GoodPracticeFactsFragment, UpdateGoodPracticeDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

/** Writes up what an employer does well, or changes the words. */
export default function GoodPracticeForm({ practice, onDone }: { practice?: GoodPracticeFactsFragment; onDone: () => void }) {
  const [add, adding] = useChange(AddGoodPracticeDocument);
  const [update, updating] = useChange(UpdateGoodPracticeDocument);
  const [{ data }] = useRead({ query: GoodPracticeChoicesDocument });
  const form = useForm<{ employerId: ChosenEmployer | null; title: string; story: string; topic: string | null; link: string }>({
    initialValues: { employerId: practice?.employer ?? null, title: practice?.title ?? '', story: practice?.story ?? '', topic: practice?.topic?.code ?? null, link: practice?.link ?? '' },
    validate: {
      employerId: (value) => (value ? null : 'Choose an employer'),
      title: (value) => (value.trim() ? null : 'Say in a few words what the employer does well'),
      story: (value) => (value.trim() ? null : 'Tell what the employer does, and what came of it'),
    },
  });
  const save = form.onSubmit(async ({ employerId, title, story, topic, link }) => {
    const said = { title: title.trim(), story: story.trim(), topic, link: link.trim() || null };
    const problems = practice
      ? await update({ input: { id: practice.id, version: practice.version, ...said } }).then(({ data: got, error }) => problemsOf(error, got?.updateGoodPractice.userErrors))
      : await add({ input: { employerId: employerId?.id ?? '', ...said } }).then(({ data: got, error }) => problemsOf(error, got?.addGoodPractice.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={practice ? `Change ${practice.title}` : 'Write up a good practice'} form={form} submit={save} busy={adding || updating} action="Save" onClose={onDone}>
      {practice?.consentOn && <Alert color="orange.9">The employer agreed to these words. With others, somebody has to ask again.</Alert>}
      {!practice && <EmployerPicker label="Employer" autoFocus {...form.getInputProps('employerId')} value={form.values.employerId} />}
      <TextInput label="What they do well, in a few words" data-autofocus={practice ? true : undefined} {...form.getInputProps('title')} />
      <Textarea label="What they do, and what came of it" autosize minRows={5} maxLength={8000} {...form.getInputProps('story')} />
      <Select label="Topic" placeholder="None of these" clearable data={(data?.practiceTopics ?? []).map(({ code, name }) => ({ value: code, label: name }))} {...form.getInputProps('topic')} />
      <TextInput label="Where more is to be read" placeholder="https://" {...form.getInputProps('link')} />
    </FormDialog>
  );
}
