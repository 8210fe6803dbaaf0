import { Group, MultiSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { type OfferFactsFragment, SicSectionsDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { ProviderSelect } from '../../parts/ProviderSelect';
import { choices, offerKind } from '../../words/label';
import { offerLevels, type OfferValues, valuesOf } from './offer';

/** The form of an offer: a new one, or one that is there already. */
export const useOfferForm = (offer?: OfferFactsFragment) =>
  useForm<OfferValues>({
    initialValues: valuesOf(offer),
    validate: {
      providerId: (value) => (value ? null : 'Choose the provider'),
      title: (value) => (value.trim() ? null : 'Enter what it is called'),
      kind: (value) => (value ? null : 'Choose the kind'),
    },
  });

/** All that an offer says. */
export function OfferFields({ form, today, provider }: { form: UseFormReturnType<OfferValues>; today: string; provider?: { id: string; name: string } }) {
  const [{ data: sections }] = useRead({ query: SicSectionsDocument });

  return (
    <>
      <ProviderSelect label="Provider" provider={provider} data-autofocus {...form.getInputProps('providerId')} />
      <TextInput label="Title" {...form.getInputProps('title')} />
      <Group grow align="start">
        <Select label="Kind" data={choices(offerKind)} {...form.getInputProps('kind')} />
        <Select label="Level" placeholder="None" clearable data={choices(offerLevels)} {...form.getInputProps('level')} />
      </Group>
      <Textarea label="What it is" autosize minRows={2} maxRows={8} {...form.getInputProps('summary')} />
      <TagsInput label="Skills" description="Type one and press Enter" {...form.getInputProps('skills')} />
      <MultiSelect label="Sectors" placeholder={form.values.sectors.length === 0 ? 'Every sector' : ''} searchable data={sections?.sicSections.map(({ letter, name }) => ({ value: letter, label: name })) ?? []} {...form.getInputProps('sectors')} />
      <Textarea label="Who may have it" autosize minRows={1} maxRows={8} {...form.getInputProps('eligibility')} />
      <Textarea label="What it costs and who pays" autosize minRows={1} maxRows={8} {...form.getInputProps('funding')} />
      <Group grow align="start">
        <DayInput label="First day" placeholder="Any time" clearable today={today} {...form.getInputProps('startsOn')} />
        <DayInput label="Last day" placeholder="Goes on" clearable today={today} {...form.getInputProps('endsOn')} />
      </Group>
      <Textarea label="Whom to ask" autosize minRows={1} maxRows={8} {...form.getInputProps('contact')} />
      <TextInput label="Where to read more" placeholder="https://" {...form.getInputProps('link')} />
      <TextInput label="Reference on the regional skills platform" placeholder="None: a local addition" {...form.getInputProps('reference')} />
    </>
  );
}
