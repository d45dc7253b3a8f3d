import { type ActionFunctionArgs, redirect } from 'react-router';
import { changePictures, uploadPictures } from '../../admin/pictures.server';
import { staff } from '../../admin/staff.server';
import { noteDone } from '../../shop/done.server';

/** Whoever comes here by the address alone finds the product. */
export const loader = ({ params }: ActionFunctionArgs) => redirect(`/admin/products/${params['id']}`);

/** Takes pictures in, or does something with one of them, and goes back to the product, which says what came of it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const id = params['id']!;
  const files = form.getAll('file').filter((one) => one instanceof File);
  const note = form.has('act')
    ? await changePictures(request, id, form)
    : await uploadPictures(request, id, files, form);
  return redirect(`/admin/products/${id}`, { headers: [noteDone(request, note)] });
}
