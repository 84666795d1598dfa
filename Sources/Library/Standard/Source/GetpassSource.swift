// This file holds the module `getpass`, written in the cell language.

let getpassSource = #"""
import os as _os

def getuser():
    return _os.environ.get('USER') or _os.getlogin()

def getpass(prompt='Password: ', stream=None):
    return input(prompt)
"""#
