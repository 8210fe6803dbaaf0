import { Checkbox, Chip, Fieldset, Group, MultiSelect, Radio, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { InteractionContextDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { useViewer } from '../../shell/viewer';
import { channel, choices, theme } from '../../words/label';
import type { Draft } from './draft';

type Form = UseFormReturnType<Draft>;

/** By which way people were in touch. */
export function How({ form }: { form: Form }) {
  const { values } = form;
  return (
    <Fieldset legend={<Text size="sm" fw={600} mb={4}>How</Text>} variant="unstyled">
      <Chip.Group value={values.channel} onChange={(chosen) => form.setFieldValue('channel', chosen)}>
        <Group gap={6}>{choices(channel).map(({ value, label }) => <Chip key={value} value={value} size="sm">{label}</Chip>)}</Group>
      </Chip.Group>
    </Fieldset>
  );
}

/** What it was about, who took part, whether it was asked for, and who reads the notes. */
export function Rest({ form, employerId }: { form: Form; employerId: string | undefined }) {
  const { organisation } = useViewer();
  const { values } = form;
  return (
    <>
      <Fieldset legend={<Text size="sm" fw={600} mb={4}>About</Text>} variant="unstyled">
        <Chip.Group multiple value={values.themes} onChange={(chosen) => form.setFieldValue('themes', chosen)}>
          <Group gap={6}>{choices(theme).map(({ value, label }) => <Chip key={value} value={value} size="sm">{label}</Chip>)}</Group>
        </Chip.Group>
      </Fieldset>
      {employerId && <TookPart employerId={employerId} {...form.getInputProps('personIds')} />}
      <Checkbox label="They asked for it" {...form.getInputProps('askedFor', { type: 'checkbox' })} />
      <Radio.Group label="Who reads the notes" value={values.visibility} onChange={(chosen) => form.setFieldValue('visibility', chosen)}>
        <Stack gap={6} mt={4}>
          <Radio value="SHARED" label="Partners who work with this employer" />
          <Radio value="OWN_ORGANISATION" label={`Only ${organisation.name}`} />
        </Stack>
      </Radio.Group>
    </>
  );
}

/** What the form should know of the employer: its people, and who else is in touch. */
export function useChosen(employerId: string) {
  const [{ data }] = useRead({ query: InteractionContextDocument, variables: { employerId } });
  return data?.employer?.id === employerId ? data.employer : undefined;
}

/** Those of the employer's people who took part, as far as their names are known to the caller. */
function TookPart({ employerId, ...input }: { employerId: string }) {
  const known = useChosen(employerId)?.people.filter(({ until, person }) => !until && person.contactAccess === 'FULL') ?? [];
  if (known.length === 0) return null;
  const data = known.map(({ jobTitle, person }) => ({ value: person.id, label: [person.name, jobTitle].filter(Boolean).join(', ') }));
  return <MultiSelect label="With" data={data} searchable clearable {...input} />;
}
