from PIL import Image, ImageColor
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: Image.open('none.png'))
t(lambda: Image.new('FOO', (1, 1)))
t(lambda: Image.new('L', (2, 2)).getpixel((5, 5)))
t(lambda: Image.new('L', (2, 2)).resize((0, 1)))
t(lambda: Image.merge('RGB', [Image.new('L', (1, 1))]))
t(lambda: Image.new('L', (2, 2)).save('x.foo'))
t(lambda: ImageColor.getrgb('nocolor'))
t(lambda: ImageColor.getrgb('#ff8000'))
t(lambda: ImageColor.getrgb('hsl(120, 100%, 50%)'))
t(lambda: ImageColor.getcolor('red', 'L'))
t(lambda: Image.new('RGB', (2, 2), 'blue').getpixel((0, 0)))
t(lambda: Image.new('L', (2, 2)).crop((3, 3, 1, 1)))
t(lambda: Image.new('RGBA', (1, 1)).save('x.jpg'))
t(lambda: Image.fromarray(__import__('numpy').zeros((2, 2, 5))))
t(lambda: Image.blend(Image.new('L', (1, 1)), Image.new('RGB', (1, 1)), 0.5))
t(lambda: repr(Image.new('L', (2, 2)))[:40])
t(lambda: Image.new('L', (2, 2)).convert('QQ'))
t(lambda: Image.new('RGB', (2, 2)).paste(Image.new('L', (3, 3)), (0, 0, 1, 1)))
