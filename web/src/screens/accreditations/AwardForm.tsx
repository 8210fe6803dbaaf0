import { Anchor, Group, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type AwardFactsFragment, ExpiryOfAwardDocument, RecordAccreditationDocument, type SchemeFactsFragment, UpdateAccreditationDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import { levelName, source } from './words';

interface Props {
  employerId: string;
  scheme: SchemeFactsFragment;
  /** The award that is corrected; none to record one. */
  award?: AwardFactsFragment | undefined;
  /** The award that the new one follows: a renewal, or a move up. */
  renews?: AwardFactsFragment | undefined;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Records an award, a renewal or a move up, or corrects what was entered. */
export default function AwardForm({ employerId, scheme, award, renews, today, onDone, onSaved }: Props) {
  const [record, recording] = useChange(RecordAccreditationDocument);
  const [update, updating] = useChange(UpdateAccreditationDocument);
  const start = award ?? renews;
  const form = useForm({
    initialValues: {
      level: String(start?.level ?? scheme.levels[0]?.level ?? 1),
      awardedOn: award?.awardedOn ?? (null as string | null),
      expiresOn: award?.expiresOn ?? (null as string | null),
      reference: start?.reference ?? '',
      source: award?.source ?? ('CERTIFICATE'),
      listedOn: award?.listedOn ?? (null as string | null),
    },
    validate: { awardedOn: (value) => (value ? null : 'Enter the day of the award') },
  });
  const { awardedOn, level, expiresOn } = form.values;
  const [{ data: rules }] = useRead({ query: ExpiryOfAwardDocument, variables: { awardedOn: awardedOn ?? today }, pause: !awardedOn });
  const byTheRules = awardedOn ? rules?.schemes.find(({ code }) => code === scheme.code)?.levels.find((each) => String(each.level) === level)?.expiryOf : undefined;
  const save = form.onSubmit(async (values) => {
    const input = { ...values, level: Number(values.level), awardedOn: values.awardedOn ?? today, reference: values.reference.trim() || null };
    const { payload, problems } = award
      ? await update({ input: { id: award.id, version: award.version, ...input } }).then(({ data, error }) => ({ payload: data?.updateAccreditation, problems: problemsOf(error, data?.updateAccreditation.userErrors) }))
      : await record({ input: { employerId, scheme: scheme.code, renewsId: renews?.id ?? null, ...input } }).then(({ data, error }) => ({ payload: data?.recordAccreditation, problems: problemsOf(error, data?.recordAccreditation.userErrors) }));
    if (problems.length > 0) return showProblems(form, problems);
    if (payload && payload.warnings.length > 0) notifications.show({ color: 'orange.9', autoClose: false, title: 'Saved. Please check', message: payload.warnings.join(' ') });
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={award ? `Correct ${scheme.name}` : renews ? `Renew ${scheme.name}` : `Record ${scheme.name}`} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      {scheme.levels.length > 1 && (
        <Select label="Level" allowDeselect={false} data={scheme.levels.map((each) => ({ value: String(each.level), label: levelName(scheme, each.level) }))} {...form.getInputProps('level')} />
      )}
      <Group grow align="start">
        <DayInput label="Awarded on" today={today} maxDate={today} data-autofocus {...form.getInputProps('awardedOn')} />
        <DayInput label="Expires on" placeholder="Not known" clearable today={today} {...form.getInputProps('expiresOn')} />
      </Group>
      {byTheRules && byTheRules !== expiresOn && (
        <Text size="sm">By the rules it holds until {longDay(byTheRules)}. <Anchor component="button" type="button" size="sm" underline="always" onClick={() => form.setFieldValue('expiresOn', byTheRules)}>Use that day</Anchor></Text>
      )}
      <Select label="How we know" allowDeselect={false} data={choices(source)} {...form.getInputProps('source')} />
      {form.values.source === 'LIST' && <DayInput label="Day of the list" clearable today={today} maxDate={today} {...form.getInputProps('listedOn')} />}
      <TextInput label="Reference" placeholder="Not known" {...form.getInputProps('reference')} />
    </FormDialog>
  );
}
