// This file holds the module `platform`, written in the cell language.

let platformSource = #"""
import os as _os

def _u():
    return _os.uname()

def system():
    return _u().sysname

def node():
    return _u().nodename

def release():
    return _u().release

def version():
    return _u().version

def machine():
    return _u().machine

def processor():
    return ''

def python_version():
    return '3.11.0'

def python_version_tuple():
    return ('3', '11', '0')

def python_implementation():
    return 'shell'

def platform(aliased=False, terse=False):
    return f'{system()}-{release()}-{machine()}'

def architecture():
    return ('64bit', 'ELF')
"""#
