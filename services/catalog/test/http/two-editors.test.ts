import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestCatalog } from '../opened.ts';

const { send, category, product } = await openTestCatalog();

const read = async (id: string) => (await send('GET', `/api/products/${id}?languages=all`)).body;

test('two who change different fields of a product at once both change it', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id } = await product('Cup', 'Чашка');
    const edits = [
      { name: { en: `Mug ${round}` }, was: { name: { en: 'Cup' } } },
      { name: { ru: `Кружка ${round}` }, was: { name: { ru: 'Чашка' } } },
      { price: { amount: 7 }, was: { price: { amount: 129900 } } },
      { picture: '/mug.svg', was: { picture: null } },
    ];
    const answers = await Promise.all(edits.map((body) => send('PATCH', `/api/products/${id}`, body)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    const { name, price, picture } = await read(id);
    assert.deepEqual(
      [name, price.amount, picture],
      [{ en: `Mug ${round}`, ru: `Кружка ${round}` }, 7, '/mug.svg'],
    );
  }
});

test('of two who change one field at once one is shown what the other wrote, and nothing of theirs is changed', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id } = await product('Cup', 'Чашка');
    const edit = (amount: number) => ({
      price: { amount, currency: 'RUB' },
      description: { en: `By ${amount}` },
      was: { price: { amount: 129900, currency: 'RUB' }, description: { en: 'It serves.' } },
    });
    const answers = await Promise.all(
      [1, 2].map((amount) => send('PATCH', `/api/products/${id}`, edit(amount))),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const [won, lost] = answers[0]!.status === 200 ? [1, 2] : [2, 1];
    const refused = answers.find(({ status }) => status === 409)!.body;
    assert.equal(refused.code, 'edit_conflict');
    assert.deepEqual(refused.conflicts, [
      { field: 'price.amount', was: 129900, now: won, yours: lost },
      { field: 'description.en', was: 'It serves.', now: `By ${won}`, yours: `By ${lost}` },
    ]);
    const { price, description } = await read(id);
    assert.deepEqual([price.amount, description.en], [won, `By ${won}`]);
    // One's own second save, and sending the same twice, is none.
    assert.equal((await send('PATCH', `/api/products/${id}`, edit(won))).status, 200);
  }
});

test('a category is edited by the same rule', async () => {
  const { id, slug } = await category();
  const rename = (en: string, was: string) =>
    send('PATCH', `/api/categories/${id}`, { name: { en }, was: { name: { en: was } } });
  assert.equal((await rename('Cooking', 'Kitchen')).status, 200);
  assert.deepEqual((await rename('Baking', 'Kitchen')).body.conflicts, [
    { field: 'name.en', was: 'Kitchen', now: 'Cooking', yours: 'Baking' },
  ]);
  const body = { slug: `${slug}-2`, was: { slug } };
  assert.equal((await send('PATCH', `/api/categories/${id}`, body)).status, 200);
});
