"""What the person does to a programme: each function is one named, undoable action.

An import, the example school and the fixes of findings write as well; all of it goes through `SchoolFile.transaction`.
"""
