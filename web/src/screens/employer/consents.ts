import type { PersonWishesFragment } from '../../gql/graphql';

/** What a person agreed to and did not withdraw. */
export const agreedTo = ({ consents }: Pick<PersonWishesFragment, 'consents'>) => (consents ?? []).filter((each) => each.current);
